/**
 * TLS 1.0 to 1.3 (RFC 2246, 4346, 5246, 8446), SSL 3.0 (RFC 6101), and the hellos of SSL 2.0, on
 * any port, by content. Each direction has a {@link io.weft.protocol.app.tls.RecordReader}, which
 * cuts its bytes into records and finds their borders again behind a gap, and a {@link
 * io.weft.protocol.app.tls.HandshakeJoiner}, which puts handshake messages together from any number
 * of records. {@link io.weft.protocol.app.tls.Findings} collects what the messages say, among it
 * the certificates of {@code certificate}, and a connection becomes one {@link
 * io.weft.protocol.app.tls.TlsExchange} when it is over. Handshake messages and alerts are layers
 * of the packets that completed them. Where there are keys, {@code decrypt} takes the encryption
 * off, and the text becomes a stream inside, whose protocol is found out as that of any other;
 * without keys, records of application data are counted only.
 */
package io.weft.protocol.app.tls;
