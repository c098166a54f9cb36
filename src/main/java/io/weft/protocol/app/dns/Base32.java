package io.weft.protocol.app.dns;

/** Bytes in the alphabet of RFC 4648 section 7, in lower case and without padding. */
final class Base32 {
  private Base32() {}

  static void append(StringBuilder text, byte[] bytes, int from, int to) {
    int held = 0;
    int bits = 0;
    for (int at = from; at < to; at++) {
      held = held << 8 | (bytes[at] & 0xFF);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(Character.forDigit((held >> bits) & 31, 32));
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(Character.forDigit((held << (5 - bits)) & 31, 32));
    }
  }
}
