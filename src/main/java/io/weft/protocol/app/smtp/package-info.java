/**
 * SMTP (RFC 5321) and LMTP (RFC 2033): one exchange for each mail, and one for a connection without
 * any. STARTTLS (RFC 3207) hands over to TLS. Recognised by the server's greeting or the client's
 * first command, on any port. Passwords are passed over, bodies are counted and not kept.
 */
package io.weft.protocol.app.smtp;
