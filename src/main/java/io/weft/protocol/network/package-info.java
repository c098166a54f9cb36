/**
 * What network protocols share: ICMP needs the length of the IPv4 header that an error message
 * quotes ({@link io.weft.protocol.network.Ipv4Header}).
 */
package io.weft.protocol.network;
