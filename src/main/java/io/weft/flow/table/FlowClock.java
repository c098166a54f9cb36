package io.weft.flow.table;

/**
 * The clock that ends silent flows. It follows the capture times of packets, not the wall clock,
 * and shows the earlier of the last two times: so a single packet whose time lies far ahead cannot
 * end every flow.
 */
final class FlowClock {
  private long now;
  private long previous = Long.MIN_VALUE;
  private long packet;

  /** Moves the clock to the next packet; its time is in nanoseconds since the epoch. */
  void advance(long number, long nanos) {
    packet = number;
    now = Math.min(nanos, previous);
    previous = nanos;
  }

  /** What the clock shows, in nanoseconds since the epoch. */
  long now() {
    return now;
  }

  /** Capture time of the last packet, in nanoseconds since the epoch. */
  long lastNanos() {
    return previous;
  }

  /** Number of the last packet, from 1. */
  long packet() {
    return packet;
  }
}
