/**
 * Decrypts the records of TLS 1.0 to 1.3, and of DTLS 1.0 and 1.2, with secrets from a key log. The
 * JDK's cryptography does it; only CCM is put together here, from AES in the modes CBC and CTR,
 * since the JDK has none. {@link io.weft.protocol.app.tls.decrypt.Decryption} is the way in, {@link
 * io.weft.protocol.app.tls.decrypt.DatagramDecryption} that of datagrams.
 */
package io.weft.protocol.app.tls.decrypt;
