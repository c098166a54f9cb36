/**
 * POP3 (RFC 1939): commands with their replies. Messages pass by unread, passwords are never told,
 * and STLS (RFC 2595) leads into TLS. {@link io.weft.protocol.app.pop.Pop} recognises it on any
 * port.
 */
package io.weft.protocol.app.pop;
