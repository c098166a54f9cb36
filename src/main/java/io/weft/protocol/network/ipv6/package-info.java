/**
 * IPv6 (RFC 8200): all fields of the fixed header, and of extension headers the length, the next
 * header and a few numbers; among them authentication (RFC 4302), mobility (RFC 6275), host
 * identity (RFC 7401) and Shim6 (RFC 5533). The next header leads to the payload; the fragments of
 * a datagram are put together first. Options within extension headers, the jumbo payload's too, are
 * not read.
 */
package io.weft.protocol.network.ipv6;
