package io.weft.flow.table;

/**
 * The time up to which flows have been silent, told by packets. A single packet with a time far
 * ahead must not end every flow: the clock follows the earlier of two neighbours.
 */
final class FlowClock {
  private long now;
  private long previous = Long.MIN_VALUE;
  private long packet;

  /** A packet has come. */
  void advance(long number, long nanos) {
    packet = number;
    now = Math.min(nanos, previous);
    previous = nanos;
  }

  /** In nanoseconds since the epoch. */
  long now() {
    return now;
  }

  /** Time of the last packet, as it was captured. */
  long lastNanos() {
    return previous;
  }

  /** Number of the last packet. */
  long packet() {
    return packet;
  }
}
