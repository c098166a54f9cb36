package io.weft.stream;

import java.util.Arrays;

/**
 * The holes of a stream that were given up last, so that bytes which come for them all the same are
 * told from bytes that come again.
 */
final class GivenUp {
  /** How many holes are kept. What comes late comes soon behind its hole, or never. */
  private static final int MAX_HOLES = 8;

  /** Beginning and end of each hole, in the order of offsets. */
  private long[] bounds = new long[2];

  private int count;

  /** Adds a hole that lies behind all those before. */
  void add(long from, long to) {
    if (count == MAX_HOLES) {
      System.arraycopy(bounds, 2, bounds, 0, 2 * --count);
    } else if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * count] = from;
    bounds[2 * count + 1] = to;
    count++;
  }

  /** Tells of each part of a range whether it comes too late for its hole, or had come before. */
  void tell(long offset, int length, StreamSink sink) {
    long at = offset;
    long end = offset + length;
    for (int i = 0; i < count && at < end; i++) {
      long from = Math.max(at, bounds[2 * i]);
      long to = Math.min(end, bounds[2 * i + 1]);
      if (from < to) {
        if (at < from) {
          sink.onRepeat(at, (int) (from - at));
        }
        sink.onLate(from, (int) (to - from));
        at = to;
      }
    }
    if (at < end) {
      sink.onRepeat(at, (int) (end - at));
    }
  }
}
