package io.weft.protocol.network;

/**
 * The length of an IPv4 header (RFC 791, section 3.1). It stands outside IPv4's own package because
 * ICMP must find out how much of the packet that it quotes is header.
 */
public final class Ipv4Header {
  private Ipv4Header() {}

  /**
   * Length with options in bytes, 0 to 60; below 20 the header contradicts itself.
   *
   * @param at first byte of the header, which must be there
   */
  public static int length(byte[] bytes, int at) {
    return (bytes[at] & 0xF) << 2;
  }
}
