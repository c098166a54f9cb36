/**
 * IMAP (RFC 3501): commands with their tagged replies. Messages pass by unread, passwords are never
 * told, and STARTTLS leads into TLS. {@link io.weft.protocol.app.imap.Imap} recognises it on any
 * port.
 */
package io.weft.protocol.app.imap;
