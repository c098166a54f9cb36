package io.weft.protocol.app.http;

/**
 * The characters of header names, methods and list elements (RFC 9110 section 5.6), compared as
 * bytes.
 */
final class Tokens {
  private static final String TOKEN_CHARS =
      "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** A bit for each of the characters 0 to 63, and 64 to 127. */
  private static final long LOW = bits(0);

  private static final long HIGH = bits(64);

  private Tokens() {}

  private static long bits(int base) {
    long bits = 0;
    for (int i = 0; i < TOKEN_CHARS.length(); i++) {
      int c = TOKEN_CHARS.charAt(i) - base;
      if (c >= 0 && c < 64) {
        bits |= 1L << c;
      }
    }
    return bits;
  }

  static boolean isTokenChar(byte b) {
    if (b < 0) {
      return false;
    }
    long bits = b < 64 ? LOW : HIGH;
    return (bits >>> (b & 63) & 1) != 0;
  }

  /** Are these bytes the word, whatever their case? */
  static boolean equalsIgnoreCase(byte[] bytes, int from, int to, String lowerCase) {
    if (to - from != lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      if (lower(bytes[from + i]) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
  }
}
