/**
 * IPv4 (RFC 791): all fields of the fixed header. The protocol number leads to the payload; the
 * fragments of a datagram are put together first. Options are read, too (RFC 791, section 3.1).
 */
package io.weft.protocol.network.ipv4;
