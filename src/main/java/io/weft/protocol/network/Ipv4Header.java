package io.weft.protocol.network;

/** What others than IPv4's own dissector read of its header (RFC 791, section 3.1). */
public final class Ipv4Header {
  private Ipv4Header() {}

  /** With options, in bytes: 0 to 60, and below 20 where the header contradicts itself. */
  public static int length(byte[] bytes, int at) {
    return (bytes[at] & 0xF) << 2;
  }
}
