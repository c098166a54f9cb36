/** Ethernet in IP (RFC 3378): the version is read, and an Ethernet frame follows. */
package io.weft.protocol.tunnel.etherip;
