package io.weft.capture.live;

/**
 * Remembers when packets were dropped. It sees the count of dropped packets only now and then, so
 * it remembers the spans of time between two counts of which the second was higher. Only the newest
 * spans are kept. Not thread-safe.
 */
final class Drops {
  /** How many spans are kept; a power of two. */
  private static final int KEPT = 1024;

  private final long[] from = new long[KEPT];
  private final long[] to = new long[KEPT];
  private long spans;
  private long lastNanos;
  private long lastCount;

  /**
   * Begins with no dropped packet.
   *
   * @param start when the capture begins, in nanoseconds since the epoch
   */
  Drops(long start) {
    lastNanos = start;
  }

  /**
   * Takes note of a count.
   *
   * @param nanos when it was read, in nanoseconds since the epoch
   * @param count of all packets dropped so far
   */
  void update(long nanos, long count) {
    long now = Math.max(nanos, lastNanos); // the clock may have been set back
    if (count > lastCount) {
      int newest = (int) ((spans - 1) & (KEPT - 1));
      if (spans > 0 && to[newest] == lastNanos) {
        to[newest] = now;
      } else {
        int next = (int) (spans++ & (KEPT - 1));
        from[next] = lastNanos;
        to[next] = now;
      }
      lastCount = count;
    }
    lastNanos = now;
  }

  /** When the newest count was read, in nanoseconds since the epoch. */
  long lastNanos() {
    return lastNanos;
  }

  /** Whether packets may have been dropped within a span of time, both ends included. */
  boolean within(long start, long end) {
    for (long i = spans - 1; i >= Math.max(0, spans - KEPT); i--) {
      int at = (int) (i & (KEPT - 1));
      if (to[at] < start) {
        return false; // all spans before this one are earlier
      }
      if (from[at] <= end) {
        return true;
      }
    }
    return false;
  }
}
