/**
 * SOCKS 4 and 4A (the memoranda of Ying-Da Lee), and SOCKS 5 (RFC 1928, RFC 1929): a client asks a
 * proxy for a connection. When the proxy has agreed, what it carries is read as any other stream.
 * Recognised by its first message on any port. That there is a user is told, the name is not;
 * passwords are never read. What GSSAPI encrypts is not read further.
 */
package io.weft.protocol.app.socks;
