/**
 * The frames of HTTP/2 (RFC 9113, section 4): their headers, and their fields by Wireshark's names.
 * {@link io.weft.protocol.app.http.frame.HeaderListing} holds what the fields of a header block
 * say, since only who read all blocks before it can tell.
 */
package io.weft.protocol.app.http.frame;
