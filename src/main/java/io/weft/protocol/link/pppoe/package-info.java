/**
 * PPP over Ethernet (RFC 2516), discovery and session. Code, session and length are read; a session
 * leads to PPP. The tags of discovery are part of its layer and are not read.
 */
package io.weft.protocol.link.pppoe;
