/**
 * The beginning of XMPP connections (RFC 6120): whom the client asks for, and STARTTLS, where
 * {@link io.weft.protocol.app.xmpp.Xmpp} hands over to TLS. Stanzas are not read.
 */
package io.weft.protocol.app.xmpp;
