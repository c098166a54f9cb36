package io.weft.protocol.app.tls.quic;

/**
 * Reads numbers of one, two, four or eight bytes (RFC 9000, section 16). Behind the end all numbers
 * are 0, and there is no more.
 */
final class VarintReader {
  private final byte[] bytes;
  private final int to;
  private int at;

  VarintReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    at = from;
    this.to = to;
  }

  boolean hasMore() {
    return at < to;
  }

  /** Index of the next byte. */
  int at() {
    return at;
  }

  /** The next number. */
  long next() {
    if (at >= to) {
      return 0;
    }
    int length = 1 << (bytes[at] >> 6 & 3);
    if (to - at < length) {
      at = to;
      return 0;
    }
    long value = bytes[at] & 0x3F;
    for (int i = 1; i < length; i++) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    at += length;
    return value;
  }

  /** Passes over bytes; false where there are not as many, and then there is no more. */
  boolean skip(long count) {
    if (count < 0 || count > to - at) {
      at = to;
      return false;
    }
    at += (int) count;
    return true;
  }
}
