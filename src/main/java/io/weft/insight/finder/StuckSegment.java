package io.weft.insight.finder;

import io.weft.dissect.Arrival;
import io.weft.flow.TcpSegment;

/**
 * A large segment that is sent again and again, and never acknowledged, while the connection lives:
 * what a path does that cannot carry its size and does not say so. Behind such a path the segment
 * itself is never seen, but the sender's empty ones are, and their sequence numbers count it.
 */
final class StuckSegment {
  /**
   * The least MTU that IPv6 promises is 1,280 bytes (RFC 8200), with headers: these may be stuck.
   */
  private static final int LARGE = 1_200;

  /** Losing the same segment three times in a row by chance needs a loss that stops all. */
  private static final int MANY = 3;

  /** By then Linux has sent a lost segment three times more: after 200, 400 and 800 ms. */
  private static final long PATIENCE_NANOS = 1_400_000_000L;

  private long offset = TcpSegment.NONE;
  private int length;
  private long times;
  private long acknowledged = TcpSegment.NONE;

  /** Offset behind what was sent and never seen; {@link TcpSegment#NONE} where all was seen. */
  private long unseen = TcpSegment.NONE;

  private long unseenNanos;

  void onSentAgain(long at, int bytes) {
    if (at != offset) {
      offset = at;
      times = 0;
      length = 0;
    }
    times++;
    length = Math.max(length, bytes);
  }

  /**
   * An empty segment of the sender says that it has sent more than was seen.
   *
   * @param next offset of what it sends next
   */
  void onUnseen(long next, Arrival arrival) {
    if (unseen == TcpSegment.NONE) {
      unseenNanos = arrival.nanos();
    }
    unseen = Math.max(unseen, next);
  }

  /** The receiver waits for the byte at the offset. */
  void onAcknowledged(long next) {
    if (acknowledged != TcpSegment.NONE && next > acknowledged) {
      unseen = TcpSegment.NONE; // some of it has come
    }
    acknowledged = Math.max(acknowledged, next);
    if (offset != TcpSegment.NONE && next > offset) {
      offset = TcpSegment.NONE;
      times = 0;
    }
  }

  boolean isBlackHole() {
    return times >= MANY && length >= LARGE;
  }

  /**
   * Did nothing arrive of many bytes, for so long that each was sent more than once, while the
   * sender's empty segments did arrive?
   */
  boolean isSilentBlackHole(long endNanos) {
    return unseen != TcpSegment.NONE
        && acknowledged != TcpSegment.NONE
        && unseenBytes() >= MANY * LARGE
        && endNanos - unseenNanos >= PATIENCE_NANOS;
  }

  /** How many bytes were sent, and were neither seen nor acknowledged. */
  long unseenBytes() {
    return unseen - acknowledged;
  }

  int length() {
    return length;
  }

  /** How often it was sent again. */
  long times() {
    return times;
  }
}
