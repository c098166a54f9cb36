package io.weft.protocol.app.tls.dtls;

import io.weft.bytes.BigEndian;

/**
 * The header of a fragment of a handshake message (RFC 6347 section 4.2.2).
 *
 * <pre>
 * type (8) | length of the message (24) | number of the message (16) | offset in the message (24)
 *     | length of the fragment (24)
 * </pre>
 */
final class FragmentHeader {
  static final int LENGTH = 12;

  private static final int SEQUENCE = 4;
  private static final int OFFSET = 6;
  private static final int FRAGMENT_LENGTH = 9;

  private FragmentHeader() {}

  static int type(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  /** Length of the whole message without headers, in bytes. */
  static int messageLength(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at + 1);
  }

  /** Number of the message among those of its side, 0 to 65,535. */
  static int sequence(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + SEQUENCE);
  }

  static int offset(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at + OFFSET);
  }

  static int fragmentLength(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at + FRAGMENT_LENGTH);
  }

  /** Is the fragment all of its message? */
  static boolean isWhole(byte[] bytes, int at) {
    return offset(bytes, at) == 0 && fragmentLength(bytes, at) == messageLength(bytes, at);
  }

  /** Does the fragment lie inside its message? */
  static boolean isPlausible(byte[] bytes, int at) {
    return offset(bytes, at) + fragmentLength(bytes, at) <= messageLength(bytes, at);
  }

  /**
   * Writes the header of a message that is one fragment.
   *
   * @param into where it begins
   */
  static void write(int type, int length, int sequence, byte[] bytes, int into) {
    bytes[into] = (byte) type;
    u24(length, bytes, into + 1);
    bytes[into + SEQUENCE] = (byte) (sequence >> 8);
    bytes[into + SEQUENCE + 1] = (byte) sequence;
    u24(0, bytes, into + OFFSET);
    u24(length, bytes, into + FRAGMENT_LENGTH);
  }

  private static void u24(int number, byte[] bytes, int into) {
    bytes[into] = (byte) (number >> 16);
    bytes[into + 1] = (byte) (number >> 8);
    bytes[into + 2] = (byte) number;
  }
}
