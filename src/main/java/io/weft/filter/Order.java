package io.weft.filter;

import java.util.Arrays;

/** How two values of a type compare. */
final class Order {
  private Order() {}

  /**
   * Below 0, 0 or above 0, as the left value is smaller, equal or larger. Of addresses as many bits
   * count as both say; texts and bytes compare byte by byte, and the shorter is the smaller where
   * the other begins with it. Of two protocols' bytes the shorter are always the smaller.
   *
   * @param isUnsigned whether numbers are unsigned
   */
  static int compare(Values left, int l, Values right, int r, ValueType type, boolean isUnsigned) {
    switch (type) {
      case TEXT, BYTES, MAC, PROTOCOL -> {
        int leftFrom = left.from(l);
        int rightFrom = right.from(r);
        if (type == ValueType.PROTOCOL && left.length(l) != right.length(r)) {
          return Integer.compare(left.length(l), right.length(r));
        }
        return Arrays.compareUnsigned(
            left.bytes(l),
            leftFrom,
            leftFrom + left.length(l),
            right.bytes(r),
            rightFrom,
            rightFrom + right.length(r));
      }
      case REAL -> {
        // What is no number is neither smaller nor larger, and so counts as equal, as in Wireshark.
        double a = left.real(l);
        double b = right.real(r);
        return a < b ? -1 : a > b ? 1 : 0;
      }
      case IPV4 -> {
        int bits = Math.min(left.length(l), right.length(r));
        long mask = bits == 0 ? 0 : -1L << (Integer.SIZE - bits) & 0xFFFF_FFFFL;
        return Long.compare(left.low(l) & mask, right.low(r) & mask);
      }
      case IPV6 -> {
        int bits = Math.min(left.length(l), right.length(r));
        long high = mask(Math.min(bits, Long.SIZE));
        int order = Long.compareUnsigned(left.high(l) & high, right.high(r) & high);
        if (order != 0 || bits <= Long.SIZE) {
          return order;
        }
        long low = mask(bits - Long.SIZE);
        return Long.compareUnsigned(left.low(l) & low, right.low(r) & low);
      }
      default -> {
        return isUnsigned
            ? Long.compareUnsigned(left.low(l), right.low(r))
            : Long.compare(left.low(l), right.low(r));
      }
    }
  }

  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
  }
}
