package io.weft.report.monitor;

/**
 * The times of the last samples, in a ring. The values of the samples stand in arrays of the same
 * size, under the same indexes.
 */
final class SampleRing {
  private static final double SECOND = 1e9;

  private final long[] times;
  private int newest = -1;
  private int taken;

  SampleRing(int slots) {
    times = new long[slots];
  }

  int slots() {
    return times.length;
  }

  boolean isEmpty() {
    return taken == 0;
  }

  /** Adds a sample; where the ring is full, it takes the place of the oldest. */
  void add(long nanos) {
    newest = (newest + 1) % times.length;
    times[newest] = nanos;
    taken = Math.min(taken + 1, times.length);
  }

  /** The index of the newest sample. */
  int newest() {
    return newest;
  }

  /** The index of the oldest sample. */
  int oldest() {
    return (newest + 1 + times.length - taken) % times.length;
  }

  /**
   * The rate at which a value has grown from the oldest sample to the newest; 0 where these have
   * the same time.
   *
   * @param difference of the value at the two samples
   */
  double perSecond(long difference) {
    long nanos = times[newest] - times[oldest()];
    return nanos > 0 ? difference * SECOND / nanos : 0;
  }
}
