package io.weft.report.monitor;

/** The times of the last samples, and where their numbers stand in rings of the same size. */
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

  /** A further sample, which takes the place of the oldest. */
  void add(long nanos) {
    newest = (newest + 1) % times.length;
    times[newest] = nanos;
    taken = Math.min(taken + 1, times.length);
  }

  int newest() {
    return newest;
  }

  int oldest() {
    return (newest + 1 + times.length - taken) % times.length;
  }

  /** What came between the oldest and the newest sample, a second; 0 where no time has passed. */
  double perSecond(long difference) {
    long nanos = times[newest] - times[oldest()];
    return nanos > 0 ? difference * SECOND / nanos : 0;
  }
}
