/**
 * ICMP (RFC 792) and ICMPv6 (RFC 4443) with neighbour discovery (RFC 4861), multicast listener
 * discovery (RFC 2710, RFC 3810), node information (RFC 4620) and mobility (RFC 6275). An error
 * message leads to the packet that it quotes; the extensions behind the quote (RFC 4884) are read
 * for ICMP. Router renumbering, certification paths and RPL are not read.
 */
package io.weft.protocol.network.icmp;
