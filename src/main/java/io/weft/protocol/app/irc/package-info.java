/**
 * The beginning of IRC connections (RFC 2812): who registers, what the server says, and STARTTLS,
 * where {@link io.weft.protocol.app.irc.Irc} hands over to TLS. Passwords are never told,
 * conversations are not read.
 */
package io.weft.protocol.app.irc;
