/**
 * DTLS 1.0 to 1.3 (RFC 4347, RFC 6347, RFC 9147) in UDP datagrams, by content: the headers of its
 * records, and of the fragments of handshake messages that are not encrypted. The names of their
 * numbers are those of TLS. What the messages say is not read.
 */
package io.weft.protocol.app.tls.dtls;
