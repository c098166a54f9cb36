package io.weft.protocol.network.ipv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.View;

/** What IPv6 extension headers have in common (RFC 6564, section 4). */
public abstract class ExtensionHeader extends View {
  static final int MIN_LENGTH = 8;

  private static final int NEXT = 0;
  private static final int LENGTH = 1;

  static int nextHeader(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + NEXT);
  }

  /** The field counts units of eight bytes, without the first. */
  static int length(byte[] bytes, int at) {
    return (BigEndian.u8(bytes, at + LENGTH) + 1) << 3;
  }

  /** Number of the header behind this one. */
  public int nextHeader() {
    return nextHeader(bytes, at);
  }
}
