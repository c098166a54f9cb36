/**
 * IPv6 (RFC 8200): all fields of the fixed header and of extension headers with their options;
 * among them routing (for segments RFC 8754, for RPL RFC 6554), authentication (RFC 4302) and
 * mobility (RFC 6275). Of host identity (RFC 7401) and Shim6 (RFC 5533) only the length and the
 * next header are read. The next header leads to the payload; the fragments of a datagram are put
 * together first.
 */
package io.weft.protocol.network.ipv6;
