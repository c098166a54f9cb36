package io.weft.bytes;

/** Characters in UTF-8 (RFC 3629), one at a time. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Bytes of the character at {@code at}, 1 to 4; 0 where none begins there that is well-formed and
   * ends before {@code to}.
   */
  public static int length(byte[] bytes, int at, int to) {
    int length = announced(bytes[at]);
    return length > 0 && to - at >= length && isWellFormed(bytes, at, length) ? length : 0;
  }

  /**
   * The length that the first byte of a character announces; 0 where no character begins with this
   * byte.
   */
  private static int announced(byte first) {
    int lead = first & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }

  /**
   * Are the bytes that are there well-formed? The second byte shows whether the character is an
   * overlong form, a surrogate, or above U+10FFFF.
   */
  private static boolean isWellFormed(byte[] bytes, int at, int there) {
    if (there > 1) {
      int lead = bytes[at] & 0xFF;
      int second = bytes[at + 1] & 0xFF;
      int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
      int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
      if (second < least || second > most) {
        return false;
      }
    }
    for (int i = 2; i < there; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Bytes at the end, 0 to 3, that are the beginning of a character whose rest is not there. */
  public static int unfinished(byte[] bytes, int from, int to) {
    for (int there = 1; there <= 3 && there <= to - from; there++) {
      int length = announced(bytes[to - there]);
      if (length > 0) {
        return length > there && isWellFormed(bytes, to - there, there) ? there : 0;
      }
    }
    return 0;
  }

  /** Are the bytes from {@code from} to {@code to} well-formed? */
  public static boolean isValid(byte[] bytes, int from, int to) {
    for (int at = from; at < to; ) {
      int length = bytes[at] >= 0 ? 1 : length(bytes, at, to);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** Appends the text of some bytes; each byte that is not well-formed becomes U+FFFD. */
  public static void append(StringBuilder text, byte[] bytes, int from, int to) {
    for (int at = from; at < to; ) {
      int length = bytes[at] >= 0 ? 1 : length(bytes, at, to);
      if (length < 2) {
        text.append(length == 0 ? '\uFFFD' : (char) bytes[at]);
        at++;
        continue;
      }
      int codePoint = bytes[at] & (0xFF >> (length + 1));
      for (int i = 1; i < length; i++) {
        codePoint = codePoint << 6 | (bytes[at + i] & 0x3F);
      }
      text.appendCodePoint(codePoint);
      at += length;
    }
  }
}
