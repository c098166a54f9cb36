/**
 * Decrypts the records of TLS and DTLS 1.0 to 1.3, with secrets from a key log or private keys. The
 * JDK's cryptography does it; only CCM is put together here, from AES in the modes CBC and CTR,
 * since the JDK has none. {@link io.weft.protocol.app.tls.decrypt.Decryption} is the way in, {@link
 * io.weft.protocol.app.tls.decrypt.DatagramDecryption} that of datagrams, and {@link
 * io.weft.protocol.app.tls.decrypt.UnifiedDecryption} that of those of DTLS 1.3.
 */
package io.weft.protocol.app.tls.decrypt;
