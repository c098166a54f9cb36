/**
 * The header that Solaris puts before IP packets between its zones (LINKTYPE_IPNET). The address
 * family and the two zones are read; the family leads to IPv4 or IPv6. The version, hook and
 * interface numbers are skipped.
 */
package io.weft.protocol.link.ipnet;
