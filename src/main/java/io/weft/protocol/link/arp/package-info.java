/**
 * ARP (RFC 826) and reverse ARP (RFC 903). All fields are read; an address that is neither
 * Ethernet's nor IPv4's is shown as bytes. ARP carries nothing; what follows the message is
 * padding. Where flows are tracked, a message tells of earlier ones with another owner of an
 * address.
 */
package io.weft.protocol.link.arp;
