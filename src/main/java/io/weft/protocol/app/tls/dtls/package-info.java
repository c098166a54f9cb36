/**
 * DTLS 1.0 to 1.3 (RFC 4347, RFC 6347, RFC 9147), with connection identifiers (RFC 9146), in UDP
 * datagrams, by content. {@link io.weft.protocol.app.tls.dtls.DtlsDissector} reads the records of a
 * flow; a {@link io.weft.protocol.app.tls.dtls.MessageQueue} for each side gives the handshake
 * messages that are not encrypted whole, once and in their order to a {@link
 * io.weft.protocol.app.tls.dtls.RecordReader}, which knows what messages of TLS say. Of encrypted
 * records that cannot be decrypted only their length is known; where a connection identifier of
 * unknown length hides it, all that stands behind in its datagram counts as one record.
 */
package io.weft.protocol.app.tls.dtls;
