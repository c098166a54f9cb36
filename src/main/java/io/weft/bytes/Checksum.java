package io.weft.bytes;

/** The internet checksum (RFC 1071). */
public final class Checksum {
  private Checksum() {}

  /**
   * The sum, not yet folded, of 16-bit words from {@code from} to {@code to}, added to {@code sum};
   * an odd last byte counts as the high one.
   */
  public static long add(long sum, byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 4 <= to; at += 4) { // 2^16 is 1 modulo 0xFFFF: two words at once sum up to the same
      sum += BigEndian.u32(bytes, at);
    }
    for (; at + 2 <= to; at += 2) {
      sum += BigEndian.u16(bytes, at);
    }
    return at < to ? sum + ((bytes[at] & 0xFF) << 8) : sum;
  }

  /** The 16-bit one's complement of a sum: 0 where the sum covers data and its right checksum. */
  public static int finish(long sum) {
    while (sum >>> 16 != 0) {
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return (int) ~sum & 0xFFFF;
  }
}
