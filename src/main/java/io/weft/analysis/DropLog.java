package io.weft.analysis;

import io.weft.flow.CaptureLoss;

/**
 * Remembers the spans of time in which packets were dropped between the interface and the capture.
 * Only the newest spans are kept. Not thread-safe.
 */
final class DropLog implements CaptureLoss {
  /** How many spans are kept; a power of two. */
  private static final int KEPT = 1024;

  private final long[] from = new long[KEPT];
  private final long[] to = new long[KEPT];
  private long spans;

  /**
   * Adds a span that does not begin before the last one ends; it may continue that one.
   *
   * @param start in nanoseconds since the epoch
   * @param end in nanoseconds since the epoch
   */
  void add(long start, long end) {
    int newest = (int) ((spans - 1) & (KEPT - 1));
    if (spans > 0 && to[newest] == start) {
      to[newest] = end;
    } else {
      int next = (int) (spans++ & (KEPT - 1));
      from[next] = start;
      to[next] = end;
    }
  }

  @Override
  public boolean within(long start, long end) {
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
