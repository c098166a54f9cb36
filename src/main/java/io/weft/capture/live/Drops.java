package io.weft.capture.live;

/**
 * When packets were dropped, as closely as it was looked: the spans of time between two looks
 * within which the count rose. The newest ones are kept. Not thread-safe.
 */
final class Drops {
  private static final int KEPT = 1024;

  private final long[] from = new long[KEPT];
  private final long[] to = new long[KEPT];
  private long spans;
  private long lastLook;
  private long lastCount;

  /**
   * @param start of the capture, in nanoseconds since the epoch
   */
  Drops(long start) {
    lastLook = start;
  }

  /** Takes a count of all packets dropped so far. */
  void look(long nanos, long count) {
    long now = Math.max(nanos, lastLook); // the clock may have been set back
    if (count > lastCount) {
      int newest = (int) ((spans - 1) & (KEPT - 1));
      if (spans > 0 && to[newest] == lastLook) {
        to[newest] = now;
      } else {
        int next = (int) (spans++ & (KEPT - 1));
        from[next] = lastLook;
        to[next] = now;
      }
      lastCount = count;
    }
    lastLook = now;
  }

  /** Moment of the newest count, in nanoseconds since the epoch. */
  long lastLook() {
    return lastLook;
  }

  /** May packets have been dropped within this span of time? Its ends belong to it. */
  boolean within(long start, long end) {
    for (long i = spans - 1; i >= Math.max(0, spans - KEPT); i--) {
      int at = (int) (i & (KEPT - 1));
      if (to[at] < start) {
        return false; // as all that came before it
      }
      if (from[at] <= end) {
        return true;
      }
    }
    return false;
  }
}
