/**
 * PPP over Ethernet (RFC 2516), discovery and session. All fields are read, of discovery also the
 * tags; a session leads to PPP.
 */
package io.weft.protocol.link.pppoe;
