/**
 * HPACK, the compression of header fields in HTTP/2 (RFC 7541). {@link
 * io.weft.protocol.app.http.hpack.HpackDecoder} decodes the header blocks of one direction, also of
 * a connection whose beginning was not captured.
 */
package io.weft.protocol.app.http.hpack;
