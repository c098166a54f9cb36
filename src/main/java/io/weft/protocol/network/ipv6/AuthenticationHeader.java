package io.weft.protocol.network.ipv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;

/**
 * IPsec's authentication header, which does not encrypt, in IPv4 and IPv6 (RFC 4302, section 2).
 */
public final class AuthenticationHeader extends ExtensionHeader {
  public static final Protocol PROTOCOL = Protocol.of("ah", "Authentication Header");

  static final int MIN_LENGTH = 12;

  private static final int LENGTH = 1;
  private static final int SPI = 4;
  private static final int SEQUENCE = 8;

  /** Length in bytes; the field counts units of four bytes, without the first two. */
  static int length(byte[] bytes, int at) {
    return (BigEndian.u8(bytes, at + LENGTH) + 2) << 2;
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes, a multiple of 4, at least 12. */
  public int length() {
    return length(bytes, at);
  }

  /**
   * Security parameters index, which names the security association; an unsigned number of 32 bits.
   */
  public int spi() {
    return BigEndian.i32(bytes, at + SPI);
  }

  /** Number of the packet in its security association, from 1; an unsigned number of 32 bits. */
  public int sequence() {
    return BigEndian.i32(bytes, at + SEQUENCE);
  }
}
