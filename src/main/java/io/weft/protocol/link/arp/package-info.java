/**
 * ARP (RFC 826) and reverse ARP (RFC 903). The lengths, types and the operation are read of each
 * message, the addresses only where the message resolves IPv4 addresses to those of Ethernet. ARP
 * carries nothing; what follows the message is padding.
 */
package io.weft.protocol.link.arp;
