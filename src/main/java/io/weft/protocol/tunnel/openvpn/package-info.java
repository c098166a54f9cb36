/**
 * OpenVPN on UDP port 1194: what its first byte tells, and the session or the peer behind it. The
 * rest depends on what both sides have been configured for, or is encrypted.
 */
package io.weft.protocol.tunnel.openvpn;
