package io.weft.protocol.app.dns;

/**
 * The list of record types that exist at a name: a bit for each type, in windows of 256 (RFC 4034
 * section 4.1.2).
 */
final class DnsTypeList {
  private static final int MAX_TYPES = 64;

  private DnsTypeList() {}

  /** Appends the types, each behind a blank. A window that is longer than the list ends it. */
  static void append(StringBuilder text, byte[] bytes, int from, int to) {
    int types = 0;
    for (int at = from; to - at >= 2; ) {
      int window = (bytes[at] & 0xFF) << 8;
      int length = bytes[at + 1] & 0xFF;
      at += 2;
      if (length > to - at) {
        return;
      }
      for (int bit = 0; bit < length * 8; bit++) {
        if ((bytes[at + (bit >> 3)] & 0x80 >> (bit & 7)) != 0) {
          if (++types > MAX_TYPES) {
            return;
          }
          text.append(' ').append(DnsNames.type(window + bit));
        }
      }
      at += length;
    }
  }
}
