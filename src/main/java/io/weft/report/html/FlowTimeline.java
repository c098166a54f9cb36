package io.weft.report.html;

/**
 * When a flow was busy, in a few bins behind its first packet. The bins' width, a power of two of
 * nanoseconds, doubles whenever the flow outgrows them.
 */
final class FlowTimeline {
  /** Bins of a flow. */
  static final int BINS = 16;

  /** The most that a level can be: the bin with the most bytes. */
  static final int TOP = 15;

  /** Estimated memory of an instance, in bytes. */
  static final int MEMORY = 128;

  private static final int LEVEL_BITS = 4;

  /** The width of bins at first: 2^16 ns, about 65 microseconds. */
  private static final int FIRST_SHIFT = 16;

  private final long startNanos;
  private final int[] bytes = new int[BINS];
  private int losses;
  private int shift = FIRST_SHIFT;

  /**
   * @param startNanos time of the first packet, in nanoseconds since the epoch
   */
  FlowTimeline(long startNanos) {
    this.startNanos = startNanos;
  }

  /** Adds a packet; one that is earlier than the first counts as that. */
  void packet(long nanos, int length) {
    int bin = bin(nanos);
    bytes[bin] = (int) Math.min(Integer.MAX_VALUE, (long) bytes[bin] + length);
  }

  /** Marks that something was lost. */
  void loss(long nanos) {
    losses |= 1 << bin(nanos);
  }

  private int bin(long nanos) {
    // A distance that overflows is as long as can be told.
    long distance = nanos - startNanos;
    long since = nanos <= startNanos ? 0 : distance < 0 ? Long.MAX_VALUE : distance;
    while (since >> shift >= BINS) {
      halve();
    }
    return (int) (since >> shift);
  }

  private void halve() {
    int halved = 0;
    for (int i = 0; i < BINS; i++) {
      int value = bytes[i];
      bytes[i] = 0;
      bytes[i >> 1] = (int) Math.min(Integer.MAX_VALUE, (long) bytes[i >> 1] + value);
      halved |= ((losses >> i) & 1) << (i >> 1);
    }
    losses = halved;
    shift++;
  }

  /** The base-2 logarithm of the width of a bin in nanoseconds. */
  int shift() {
    return shift;
  }

  /** A bit for each bin in which something was lost, the first bin lowest. */
  int losses() {
    return losses;
  }

  /**
   * How busy the flow was in each bin, four bits a bin, the first bin lowest: 0 for no packet, else
   * 1 to {@link #TOP}, which grows with the square root of the bytes.
   */
  long levels() {
    int most = 1;
    for (int each : bytes) {
      most = Math.max(most, each);
    }
    long levels = 0;
    for (int i = 0; i < BINS; i++) {
      int level =
          bytes[i] == 0 ? 0 : Math.max(1, (int) (TOP * Math.sqrt((double) bytes[i] / most)));
      levels |= (long) level << (LEVEL_BITS * i);
    }
    return levels;
  }
}
