/**
 * ICMP (RFC 792) and ICMPv6 (RFC 4443) with neighbour discovery (RFC 4861). Type, code and the
 * numbers of echoes, redirects and sizes are read, of neighbour discovery the target address. An
 * error message leads to the packet that it quotes; the extensions behind the quote (RFC 4884),
 * options and multicast listener reports are not read.
 */
package io.weft.protocol.network.icmp;
