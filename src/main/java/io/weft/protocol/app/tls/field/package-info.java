/**
 * The fields of handshake messages and alerts, by Wireshark's names: once for all that carries them
 * (RFC 8446 section 4, RFC 6347 section 4.2).
 */
package io.weft.protocol.app.tls.field;
