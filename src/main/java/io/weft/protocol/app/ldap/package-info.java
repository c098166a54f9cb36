/**
 * LDAP (RFC 4511): each request with its result. Passwords are never told, entries pass by, and
 * StartTLS leads into TLS. {@link io.weft.protocol.app.ldap.Ldap} recognises it on any port.
 */
package io.weft.protocol.app.ldap;
