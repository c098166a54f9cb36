package io.weft.report.html;

import java.util.Arrays;

/**
 * What a capture carried over time. The time is cut into bins of one width, a power of two of
 * nanoseconds, which doubles whenever the capture outgrows the number of bins: so memory is bounded
 * for any capture, and packets may come in any order.
 */
final class RateSeries {
  /** Bins at most; a power of two. More than a screen has columns, so that one can zoom in. */
  static final int BINS = 4096;

  private static final int MASK = BINS - 1;

  /** The width of bins at first: 2^20 ns, about a millisecond. */
  private static final int FIRST_SHIFT = 20;

  private int shift = FIRST_SHIFT;
  private long low = Long.MAX_VALUE;
  private long high = Long.MIN_VALUE;

  // A bin's place is the rest of its number: any BINS neighbours have places of their own.
  private long[] bytes = new long[BINS];
  private long[] packets = new long[BINS];
  private long[] lost = new long[BINS];
  private long[] missing = new long[BINS];

  /** Adds a packet. */
  void packet(long nanos, long length) {
    int at = place(nanos);
    bytes[at] += length;
    packets[at]++;
  }

  /** Adds bytes that were sent again, because they or their acknowledgment had been lost. */
  void lost(long nanos, long length) {
    lost[place(nanos)] += length;
  }

  /** Adds bytes of a stream that the capture does not hold. */
  void missing(long nanos, long length) {
    missing[place(nanos)] += length;
  }

  private int place(long nanos) {
    long bin = nanos >> shift;
    if (bin < low || bin > high) {
      widen(nanos);
      bin = nanos >> shift;
    }
    return (int) (bin & MASK);
  }

  private void widen(long nanos) {
    if (low > high) {
      low = nanos >> shift;
      high = low;
      return;
    }
    while (Math.max(high, nanos >> shift) - Math.min(low, nanos >> shift) >= BINS) {
      bytes = halved(bytes);
      packets = halved(packets);
      lost = halved(lost);
      missing = halved(missing);
      shift++;
      low >>= 1;
      high >>= 1;
    }
    low = Math.min(low, nanos >> shift);
    high = Math.max(high, nanos >> shift);
  }

  private long[] halved(long[] bins) {
    long[] half = new long[BINS];
    for (long bin = low; bin <= high; bin++) {
      half[(int) ((bin >> 1) & MASK)] += bins[(int) (bin & MASK)];
    }
    return half;
  }

  /** The time at which the first bin begins, in nanoseconds since the epoch; 0 without packets. */
  long startNanos() {
    return low > high ? 0 : low << shift;
  }

  /** The width of a bin, in nanoseconds. */
  long binNanos() {
    return 1L << shift;
  }

  /** Bytes on the wire, a number for each bin. */
  long[] bytes() {
    return inOrder(bytes);
  }

  /** Packets, a number for each bin. */
  long[] packets() {
    return inOrder(packets);
  }

  /** Bytes that were sent again, a number for each bin. */
  long[] lost() {
    return inOrder(lost);
  }

  /** Bytes that the capture does not hold, a number for each bin. */
  long[] missing() {
    return inOrder(missing);
  }

  private long[] inOrder(long[] bins) {
    if (low > high) {
      return new long[0];
    }
    long[] ordered = new long[(int) (high - low + 1)];
    Arrays.setAll(ordered, i -> bins[(int) ((low + i) & MASK)]);
    return ordered;
  }
}
