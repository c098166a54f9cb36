package io.weft.protocol.app.websocket;

import io.weft.bytes.BigEndian;

/** The header of a frame (RFC 6455, section 5.2), read where it lies. */
final class FrameHeader {
  // Of the first byte.
  static final int FINAL = 0x80;
  static final int COMPRESSED = 0x40;
  static final int OPCODE = 0x0F;
  private static final int RESERVED = 0x30;

  // Of the second byte.
  static final int MASKED = 0x80;
  static final int LENGTH = 0x7F;

  /** Stands for a length that follows in 16 bits. */
  static final int LENGTH_16 = 126;

  /** Stands for a length that follows in 64 bits. */
  static final int LENGTH_64 = 127;

  /** Length of the masking key in bytes. */
  static final int MASK = 4;

  private FrameHeader() {}

  /** Length of the header that begins there, in bytes; 0 where it is not whole yet. */
  static int length(byte[] bytes, int at, int to) {
    if (to - at < 2) {
      return 0;
    }
    int length = bytes[at + 1] & LENGTH;
    int header = 2 + (length == LENGTH_16 ? 2 : length == LENGTH_64 ? 8 : 0);
    header += (bytes[at + 1] & MASKED) != 0 ? MASK : 0;
    return to - at < header ? 0 : header;
  }

  /** May a whole header be one? */
  static boolean isPossible(byte[] bytes, int at) {
    boolean hasBadLength = (bytes[at + 1] & LENGTH) == LENGTH_64 && bytes[at + 2] < 0;
    return (bytes[at] & RESERVED) == 0 && Opcode.isKnown(bytes[at] & OPCODE) && !hasBadLength;
  }

  /** Length of the payload in bytes, as a possible header claims it. */
  static long payloadLength(byte[] bytes, int at) {
    int length = bytes[at + 1] & LENGTH;
    return length == LENGTH_16
        ? BigEndian.u16(bytes, at + 2)
        : length == LENGTH_64 ? BigEndian.i64(bytes, at + 2) : length;
  }
}
