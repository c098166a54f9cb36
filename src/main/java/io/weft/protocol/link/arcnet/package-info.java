/**
 * ARCNET with IP (RFC 1201, and the older RFC 1051), in the form in which Linux captures it
 * (LINKTYPE_ARCNET_LINUX). Addresses and type are read; the type leads to IPv4 or ARP. The split
 * flag and the sequence number of RFC 1201 are skipped, and other types stay unread.
 */
package io.weft.protocol.link.arcnet;
