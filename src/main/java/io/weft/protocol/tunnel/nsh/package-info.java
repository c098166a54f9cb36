/**
 * The network service header (RFC 8300). Path and index are read; the next protocol leads to IP,
 * Ethernet, MPLS or another service header. The metadata is skipped.
 */
package io.weft.protocol.tunnel.nsh;
