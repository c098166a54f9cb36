package io.weft.insight.time;

/** The numbers that judgements about time go by, each with its reason. */
final class Thresholds {
  private Thresholds() {}

  /**
   * A segment that leaves so soon behind an acknowledgment was released by it: a host's kernel
   * answers within less, and its programs are mostly slower.
   */
  static final long RELEASE_NANOS = 2_000_000;

  /** On long paths, the part of the round trip within which it was released: the jitter there. */
  static final int RELEASE_PART_OF_RTT = 4;

  /**
   * An acknowledgment that comes so much later than the path needs was held back. Hosts hold one
   * for 40 ms (Linux) to 200 ms, and RFC 9293, section 3.8.6.3 allows 500 ms.
   */
  static final long DELAYED_ACK_NANOS = 25_000_000;

  /** The segments that may be in flight when an acknowledgment is delayed: every second is not. */
  static final int DELAYED_ACK_SEGMENTS = 2;

  /**
   * The round trip has grown where it is 30 percent and 3 ms longer than the shortest: a queue, and
   * not the jitter of a scheduler.
   */
  static final double QUEUE_FACTOR = 1.3;

  static final long QUEUE_NANOS = 3_000_000;

  /**
   * A round that sends 20 percent more than any before grows: slow start grows by 50 to 100 percent
   * (delayed acknowledgments), congestion avoidance by a segment.
   */
  static final double GROWTH = 1.2;

  /** Rounds within 12 percent are level: a segment more or less of a small window. */
  static final double LEVEL = 0.12;

  /** With fewer level rounds than this the cap is told with less certainty. */
  static final int SURE_ROUNDS = 3;

  /** Below this part of what was in flight before a loss, the sender has not regained it. */
  static final double REGAINED = 0.9;

  /** The longest wait of an even round, as a part of the round trip. */
  static final int EVEN_PART_OF_RTT = 3;

  /** Fewer segments in a round say nothing of how even it is. */
  static final int EVEN_SEGMENTS = 6;

  /**
   * A retransmission behind a silence of so long, and no shorter than two round trips, came by a
   * timer: Linux waits at least 200 ms (RTO), and two round trips for a probe of the tail (RFC
   * 8985, section 7.2).
   */
  static final long TIMER_NANOS = 150_000_000;

  /** Linux's shortest retransmission time-out, to which a round trip is added. */
  static final long SHORTEST_TIMER_NANOS = 200_000_000;

  /** Timers that double more often than this are longer than any silence that is looked at. */
  static final int DOUBLED_TIMERS = 8;

  /**
   * A silence shorter than this is not looked at for a loss that the capture did not see: numbers
   * of packets that went elsewhere look alike.
   */
  static final long HIDDEN_LOSS_NANOS = 30_000_000;

  /** A larger step of the IP identification says something else than lost packets. */
  static final int HIDDEN_LOSS_STEPS = 16;

  /** So many steps of one, one behind another, show that the sender counts its packets. */
  static final int COUNTED_STEPS = 3;

  /**
   * More large steps than one show that the numbers are random, or another connection's as well.
   */
  static final int UNCOUNTED_STEPS = 1;

  /**
   * A segment that follows the other side's by less than this part of the round trip was sent
   * before that one arrived, and is no answer to it.
   */
  static final double ANSWER_PART_OF_RTT = 0.9;

  /**
   * The capture was taken at an end where the round trip to it is less than this part of the whole,
   * or less than a millisecond beside ten times as much.
   */
  static final double NEAR_PART = 0.1;
}
