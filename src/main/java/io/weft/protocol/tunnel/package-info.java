/**
 * What tunnels share: GTP and Teredo carry IP without saying which version ({@link
 * io.weft.protocol.tunnel.IpByVersion}); VXLAN's generic extension and NSH have the same numbers
 * for their payload ({@link io.weft.protocol.tunnel.NextProtocol}).
 */
package io.weft.protocol.tunnel;
