package io.weft.protocol.link.wlan;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/**
 * A header with what a radio knew of an 802.11 frame (radiotap.org); all its numbers are
 * little-endian.
 */
public final class Radiotap extends View {
  public static final Protocol PROTOCOL = Protocol.of("radiotap", "IEEE 802.11 Radiotap Capture");

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 8;

  private static final int LENGTH = 2;
  private static final int PRESENT = 4;

  private static final int HAS_TIME = 0x1;
  private static final int HAS_FLAGS = 0x2;
  private static final int HAS_MORE = 0x8000_0000;
  private static final int TIME_LENGTH = 8;

  private static final int FRAME_CHECK = 0x10;

  static int headerLength(byte[] bytes, int at) {
    return LittleEndian.u16(bytes, at + LENGTH);
  }

  /**
   * Does the frame end in its check sequence? The flags field tells; it follows the chain of bit
   * maps and, where there is one, the time.
   */
  static boolean hasFrameCheck(byte[] bytes, int at, int length) {
    int present = LittleEndian.i32(bytes, at + PRESENT);
    int field = PRESENT + 4;
    for (int map = present; (map & HAS_MORE) != 0 && field + 4 <= length; field += 4) {
      map = LittleEndian.i32(bytes, at + field);
    }
    if ((present & HAS_TIME) != 0) {
      field =
          ((field + TIME_LENGTH - 1) & -TIME_LENGTH)
              + TIME_LENGTH; // the time is aligned to its own length
    }
    return (present & HAS_FLAGS) != 0
        && field < length
        && (BigEndian.u8(bytes, at + field) & FRAME_CHECK) != 0;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> RadiotapFields.FIELDS);
    chain.put(Chain.LINK_TYPES, LinkHeaderType.IEEE802_11_RADIOTAP, new RadiotapDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Length of the header with all its fields, in bytes, 8 to 65,535. */
  public int headerLength() {
    return headerLength(bytes, at);
  }

  /** Does the frame end in its check sequence of four bytes? */
  public boolean hasFrameCheck() {
    return hasFrameCheck(bytes, at, headerLength());
  }
}
