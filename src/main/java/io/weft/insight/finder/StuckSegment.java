package io.weft.insight.finder;

import io.weft.flow.TcpSegment;

/**
 * A large segment that is sent again and again, and never acknowledged, while the connection lives:
 * what a path does that cannot carry its size and does not say so.
 */
final class StuckSegment {
  /**
   * The least MTU that IPv6 promises is 1,280 bytes (RFC 8200), with headers: these may be stuck.
   */
  private static final int LARGE = 1_200;

  /** Losing the same segment three times in a row by chance needs a loss that stops all. */
  private static final int MANY = 3;

  private long offset = TcpSegment.NONE;
  private int length;
  private long times;

  void onSentAgain(long at, int bytes) {
    if (at != offset) {
      offset = at;
      times = 0;
      length = 0;
    }
    times++;
    length = Math.max(length, bytes);
  }

  /** The receiver waits for the byte at the offset. */
  void onAcknowledged(long next) {
    if (offset != TcpSegment.NONE && next > offset) {
      offset = TcpSegment.NONE;
      times = 0;
    }
  }

  boolean isBlackHole() {
    return times >= MANY && length >= LARGE;
  }

  int length() {
    return length;
  }

  /** How often it was sent again. */
  long times() {
    return times;
  }
}
