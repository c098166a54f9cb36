package io.weft.capture.write;

import io.weft.bytes.BigEndian;
import io.weft.capture.pcapng.PcapngBlocks;
import io.weft.capture.pcapng.PcapngOptions;

/**
 * Turns the options of a packet of a section with the most significant byte first into the other
 * order. Their values are numbers or bytes as their codes tell.
 */
final class OptionOrder {
  private static final int HEADER = 4;
  private static final int CUSTOM_TEXT = 2988;
  private static final int CUSTOM_BYTES = 2989;
  private static final int CUSTOM_TEXT_NOT_COPIED = 19372;
  private static final int CUSTOM_BYTES_NOT_COPIED = 19373;

  private OptionOrder() {}

  /** Options that {@linkplain PcapngOptions#problem fit} lie in {@code [from, to)}. */
  static void turn(byte[] bytes, int from, int to, RecordBuffer out) {
    int at = from;
    while (at < to) {
      int code = BigEndian.u16(bytes, at);
      int length = BigEndian.u16(bytes, at + 2);
      out.u16(code);
      out.u16(length);
      at += HEADER;
      int number = number(code, length);
      if (number == 8) {
        out.i64(BigEndian.i64(bytes, at));
      } else if (number == 4) {
        out.i32(BigEndian.i32(bytes, at));
      }
      out.put(bytes, at + number, PcapngBlocks.padded(length) - number);
      at += PcapngBlocks.padded(length);
    }
  }

  /** How many bytes at the front of the value are a number: 0, 4 or 8. */
  private static int number(int code, int length) {
    return switch (code) {
      case 2, 6 -> length == 4 ? 4 : 0; // flags, queue
      case 4, 5 -> length == 8 ? 8 : 0; // drops, packet's identity
      case CUSTOM_TEXT, CUSTOM_BYTES, CUSTOM_TEXT_NOT_COPIED, CUSTOM_BYTES_NOT_COPIED ->
          length >= 4 ? 4 : 0; // whose they are
      default -> 0;
    };
  }
}
