package io.weft.protocol.link.wlan;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/** The capture header of AVS before 802.11 frames, the successor of {@link Prism}. */
public final class WlanCapture extends View {
  public static final Protocol PROTOCOL = Protocol.of("wlancap", "AVS WLAN Capture header");

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 8;

  private static final int COOKIE = 0x8021_1000;
  private static final int COOKIE_MASK = 0xFFFF_F000;
  private static final int LENGTH = 4;

  /** Does an AVS header begin here? Its first word is a magic number and a version. */
  static boolean isOne(byte[] bytes, int at) {
    return (BigEndian.i32(bytes, at) & COOKIE_MASK) == COOKIE;
  }

  static int headerLength(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + LENGTH);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes, at least 8; 64 is usual. */
  public int headerLength() {
    return headerLength(bytes, at);
  }
}
