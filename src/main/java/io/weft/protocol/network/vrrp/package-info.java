/**
 * VRRP, versions 2 and 3 (RFC 3768, RFC 5798): all fields, for IPv4 and IPv6. It carries nothing.
 */
package io.weft.protocol.network.vrrp;
