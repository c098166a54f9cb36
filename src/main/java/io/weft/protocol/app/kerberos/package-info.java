/**
 * Kerberos 5 (RFC 4120) over UDP and TCP, port 88 and by content: the fields of its messages that
 * are not encrypted, and each request with its reply or error as an exchange. {@link
 * io.weft.protocol.app.kerberos.MessageWalk} goes over a message once, for fields and exchanges
 * alike.
 */
package io.weft.protocol.app.kerberos;
