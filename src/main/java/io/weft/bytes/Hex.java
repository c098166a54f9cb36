package io.weft.bytes;

/** Lower-case hexadecimal text. */
public final class Hex {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Hex() {}

  /** Two digits for each byte, with nothing between them. */
  public static String of(byte[] bytes, int from, int to) {
    char[] text = new char[(to - from) * 2];
    for (int i = from, t = 0; i < to; i++) {
      text[t++] = DIGITS[(bytes[i] >> 4) & 0xF];
      text[t++] = DIGITS[bytes[i] & 0xF];
    }
    return new String(text);
  }

  /** The lowest four bits as an ASCII digit. */
  public static byte digit(int bits) {
    return (byte) DIGITS[bits & 0xF];
  }

  /** All bytes of an array, two digits for each. */
  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }
}
