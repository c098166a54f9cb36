package io.weft.protocol.app.tls.dtls;

/**
 * Tells of a datagram, to whose layer it is attached, how long the connection identifiers in its
 * records are (RFC 9146 section 4), which do not say so themselves.
 *
 * @param length in bytes, from 1 to 255
 */
record ConnectionIds(int length) {}
