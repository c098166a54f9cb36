package io.weft.protocol.app.tls.dtls;

import io.weft.bytes.BigEndian;

/**
 * The header of a record of version 1.3, once it is encrypted (RFC 9147 section 4).
 *
 * <pre>
 * 0 0 1 C S L E E | connection identifier, with C | number (16 bits with S, else 8)
 *     | length of the rest (16), with L
 * </pre>
 */
final class UnifiedHeader {
  private static final int FIXED = 0x20;
  private static final int FIXED_BITS = 0xE0;
  private static final int HAS_CID = 0x10;
  private static final int LONG_NUMBER = 0x08;
  private static final int HAS_LENGTH = 0x04;

  private UnifiedHeader() {}

  /** Does a header of this form begin with the byte? */
  static boolean isOne(byte first) {
    return (first & FIXED_BITS) == FIXED;
  }

  /**
   * Index of the number.
   *
   * @param cidLength of the connection identifiers of that side, in bytes
   */
  static int number(byte[] bytes, int at, int cidLength) {
    return at + 1 + ((bytes[at] & HAS_CID) != 0 ? cidLength : 0);
  }

  /** Length of the number in bytes, 1 or 2. */
  static int numberLength(byte[] bytes, int at) {
    return (bytes[at] & LONG_NUMBER) != 0 ? 2 : 1;
  }

  /** Index behind the header, which may lie behind the end of the datagram. */
  static int body(byte[] bytes, int at, int cidLength) {
    int length = number(bytes, at, cidLength) + numberLength(bytes, at);
    return (bytes[at] & HAS_LENGTH) != 0 ? length + 2 : length;
  }

  /**
   * Index behind the record; {@code to} where its length cannot be found, because it is not told or
   * because nobody knows how long the connection identifier before it is.
   */
  static int next(byte[] bytes, int at, int to, int cidLength) {
    int body = body(bytes, at, cidLength);
    boolean isUnknown = (bytes[at] & HAS_CID) != 0 && cidLength == 0;
    boolean isTold = (bytes[at] & HAS_LENGTH) != 0 && !isUnknown && body <= to;
    return isTold ? body + BigEndian.u16(bytes, body - 2) : to;
  }
}
