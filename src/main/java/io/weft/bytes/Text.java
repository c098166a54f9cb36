package io.weft.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Makes text of bytes from packets whose encoding nobody states. The text is untrusted: it may hold
 * any control character.
 */
public final class Text {
  private Text() {}

  /** The bytes as UTF-8 where they are valid UTF-8, else one character a byte (ISO 8859-1). */
  public static String of(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, isUtf8(bytes, from, to) ? UTF_8 : ISO_8859_1);
  }

  /**
   * Well-formed by RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF. Plain ASCII
   * counts as not, since it reads the same and is faster to decode a byte at a time.
   */
  /** The bytes of a text in ASCII, as constants of protocols are. */
  public static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static boolean isUtf8(byte[] bytes, int from, int to) {
    boolean ascii = true;
    for (int i = from; i < to; ) {
      int lead = bytes[i++];
      if (lead >= 0) {
        continue;
      }
      ascii = false;
      int more =
          lead >= -62 && lead < -32
              ? 1
              : lead >= -32 && lead < -16 ? 2 : lead >= -16 && lead <= -12 ? 3 : 0;
      if (more == 0 || to - i < more) {
        return false;
      }
      int second = bytes[i] & 0xFF;
      if ((lead == -32 && second < 0xA0)
          || (lead == -19 && second > 0x9F)
          || (lead == -16 && second < 0x90)
          || (lead == -12 && second > 0x8F)) {
        return false;
      }
      for (int k = 0; k < more; k++) {
        if ((bytes[i++] & 0xC0) != 0x80) {
          return false;
        }
      }
    }
    return !ascii;
  }
}
