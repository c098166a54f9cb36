/**
 * WireGuard: handshakes by content on any port, and on UDP port 51820; in a flow that has begun by
 * one, what it carries as well, which is encrypted.
 */
package io.weft.protocol.tunnel.wireguard;
