package io.weft.protocol.link;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/**
 * Older headers before 802.11 frames: Prism's, in the byte order of the machine, and the one of AVS
 * that took its place, in network order.
 */
public final class Prism extends View {
  public static final Protocol PROTOCOL = Protocol.of("prism", "Prism capture header");

  public static final int MIN_HEADER_LENGTH = 8;

  private static final int LENGTH = 4;
  private static final int AVS = 0x8021_1000;
  private static final int LONGEST = 0xFFFF;

  static int headerLength(byte[] bytes, int at) {
    int big = BigEndian.i32(bytes, at + LENGTH);
    boolean isAvs = (BigEndian.i32(bytes, at) & 0xFFFF_F000) == AVS;
    return isAvs || (big >= 0 && big <= LONGEST) ? big : LittleEndian.i32(bytes, at + LENGTH);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes; 144 is usual. */
  public int headerLength() {
    return headerLength(bytes, at);
  }
}
