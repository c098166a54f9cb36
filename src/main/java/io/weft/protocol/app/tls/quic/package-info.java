/**
 * The beginning of QUIC connections (RFC 9000, 9001, and 9369 for version 2): Initial packets are
 * decrypted by keys that anybody can derive, their CRYPTO frames put in order, and the hellos in
 * them read. {@link io.weft.protocol.app.tls.quic.QuicExchange} tells what was found; what follows
 * is encrypted by other keys, and counted only.
 */
package io.weft.protocol.app.tls.quic;
