package io.weft.protocol.app.tls.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Text;

/** The texts of certificates. They are untrusted: they may hold any character. */
final class DerText {
  /** Most bytes of a text that are read. */
  private static final int MAX_BYTES = 1024;

  private static final int UTF8_STRING = 12;
  private static final int NUMERIC_STRING = 18;
  private static final int PRINTABLE_STRING = 19;
  private static final int TELETEX_STRING = 20;
  private static final int IA5_STRING = 22;
  private static final int VISIBLE_STRING = 26;
  private static final int UNIVERSAL_STRING = 28;
  private static final int BMP_STRING = 30;

  private DerText() {}

  /**
   * The text that the reader stands at; what is no text is given in base 16, behind a {@code #}.
   */
  static String read(DerReader at) {
    int to = Math.min(at.to(), at.from() + MAX_BYTES);
    int length = to - at.from();
    return switch (at.tag()) {
      case UTF8_STRING -> new String(at.bytes(), at.from(), length, UTF_8);
      case NUMERIC_STRING, PRINTABLE_STRING, IA5_STRING, VISIBLE_STRING ->
          Text.of(at.bytes(), at.from(), to);
      case TELETEX_STRING -> new String(at.bytes(), at.from(), length, ISO_8859_1);
      case BMP_STRING -> new String(at.bytes(), at.from(), length & ~1, UTF_16BE);
      case UNIVERSAL_STRING -> ofFourBytes(at.bytes(), at.from(), length / 4);
      default -> "#" + at.hex(MAX_BYTES);
    };
  }

  /** Is an element of this tag a text? */
  static boolean isText(int tag) {
    return switch (tag) {
      case UTF8_STRING,
          NUMERIC_STRING,
          PRINTABLE_STRING,
          TELETEX_STRING,
          IA5_STRING,
          VISIBLE_STRING,
          UNIVERSAL_STRING,
          BMP_STRING ->
          true;
      default -> false;
    };
  }

  private static String ofFourBytes(byte[] bytes, int from, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int point = BigEndian.i32(bytes, from + 4 * i);
      text.appendCodePoint(Character.isValidCodePoint(point) ? point : 0xFFFD);
    }
    return text.toString();
  }
}
