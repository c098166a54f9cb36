/**
 * What network protocols share: ICMP needs the length of the IPv4 header that an error message
 * quotes ({@link io.weft.protocol.network.Ipv4Header}), and both versions of IP name their version
 * alike ({@link io.weft.protocol.network.IpVersion}).
 */
package io.weft.protocol.network;
