/**
 * HTTP/1.0 and HTTP/1.1 (RFC 9112, RFC 9110) on any port, by content. {@link
 * io.weft.protocol.app.http.StartLine} recognises the stream, two {@link
 * io.weft.protocol.app.http.MessageReader}s cut its directions into messages, {@link
 * io.weft.protocol.app.http.Pairing} joins them, and each request with its response becomes an
 * {@link io.weft.protocol.app.http.HttpExchange}. Bodies are framed and counted, and where it is
 * asked for decoded as they come ({@link io.weft.protocol.app.http.body.Body}). What follows a
 * switch of protocols or CONNECT is handed over to whoever recognises it. {@link
 * io.weft.protocol.app.http.Http2Dissector} reads HTTP/2, whose frames ({@link
 * io.weft.protocol.app.http.frame}) are layers of the packets that complete them; HTTP/3 is not
 * read. {@link io.weft.protocol.app.http.Ssdp} is a message of HTTP/1.1 in a datagram.
 */
package io.weft.protocol.app.http;
