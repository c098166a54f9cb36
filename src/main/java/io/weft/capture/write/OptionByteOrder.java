package io.weft.capture.write;

import io.weft.bytes.BigEndian;
import io.weft.capture.pcapng.PcapngFormat;

/**
 * Copies the options of a packet from a pcapng section that has the most significant byte first
 * into a file that has the least significant byte first. Which bytes of a value are a number
 * depends on the option's code.
 */
final class OptionByteOrder {
  private OptionByteOrder() {}

  /**
   * Copies the options that lie in {@code [from, to)}.
   *
   * @param bytes options of which a reader has checked that each fits
   */
  static void reverse(byte[] bytes, int from, int to, RecordBuffer out) {
    int at = from;
    while (at < to) {
      int code = BigEndian.u16(bytes, at);
      int length = BigEndian.u16(bytes, at + 2);
      out.u16(code);
      out.u16(length);
      at += PcapngFormat.OPTION_HEADER_LENGTH;
      int number = numberLength(code, length);
      if (number == 8) {
        out.i64(BigEndian.i64(bytes, at));
      } else if (number == 4) {
        out.i32(BigEndian.i32(bytes, at));
      }
      out.put(bytes, at + number, PcapngFormat.padded(length) - number);
      at += PcapngFormat.padded(length);
    }
  }

  /** How many bytes at the front of a value are a number: 0, 4 or 8. */
  private static int numberLength(int code, int length) {
    return switch (code) {
      case PcapngFormat.EPB_FLAGS, PcapngFormat.EPB_QUEUE -> length == 4 ? 4 : 0;
      case PcapngFormat.EPB_DROPCOUNT, PcapngFormat.EPB_PACKETID -> length == 8 ? 8 : 0;
      case PcapngFormat.OPT_CUSTOM_TEXT,
          PcapngFormat.OPT_CUSTOM_BYTES,
          PcapngFormat.OPT_CUSTOM_TEXT_NOT_COPIED,
          PcapngFormat.OPT_CUSTOM_BYTES_NOT_COPIED ->
          length >= 4 ? 4 : 0;
      default -> 0;
    };
  }
}
