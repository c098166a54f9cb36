package io.weft.insight.time;

import io.weft.flow.TcpSegment;

/**
 * One end of a connection as a sender: what it has sent, and what it knew of the receiver when it
 * sent.
 */
final class Sender {
  static final long NONE = Long.MIN_VALUE;

  /** Acknowledgments on their way to this end. */
  final AckQueue acks = new AckQueue();

  /** Offset behind all that was sent. */
  long next;

  boolean hasSent;

  /** Offset up to which all was acknowledged last, as was captured. */
  long drained = NONE;

  long drainedNanos;

  /** Time of its last segment with data; {@link #NONE} before the first. */
  long lastDataNanos = NONE;

  /** Was its last segment with data shorter than the largest? */
  boolean isLastShort;

  /** Largest payload so far. */
  int largest;

  // What it knows, of acknowledgments that have reached it.

  long acknowledged = NONE;
  long edge = NONE;
  boolean isWindowClosed;
  boolean wasClosed;

  /** When the newest acknowledgment that told something new was captured. */
  long advancedSeen = NONE;

  /** When the first acknowledgment was captured that lets it send what it sends now. */
  long unblockedSeen = NONE;

  /** Shortest time from the place of the capture to this end and back; -1 where not measured. */
  long rtt = -1;

  /** The segment to this end whose acknowledgment is timed; {@link #NONE} without one. */
  long timedEnd = NONE;

  long timedNanos;

  /** Shortest round trip of the round, by its acknowledgments or by its timestamps; -1 without. */
  long roundRtt = -1;

  /** Has it acknowledged data, so that {@link #rtt} is not the handshake's alone? */
  private boolean isMeasured;

  /** Newest round trip that was measured. */
  long lastRtt;

  // Its losses.

  /** While what is acknowledged lies before this offset, a loss is being repaired. */
  long recoveryEnd = NONE;

  boolean isRepairByTimer;

  // The last silence that its program was blamed for and that was as long as a timer.

  long silenceStart;
  long silenceEnd = NONE;
  long silencePacket;

  /** Most in flight before the last loss, until as much is in flight again; 0 without. */
  long beforeLoss;

  /**
   * Does a hole lie before what has come? Offset of what fills it last. It lies beyond {@link
   * #next} where only an empty segment shows that there is a hole.
   */
  long holeEnd = NONE;

  // Its rounds.

  long roundMark = NONE;
  long roundLargest;
  long roundGap;
  int roundSegments;
  boolean isRoundRepaired;
  long bestRound;
  long previousRound;
  int levelRounds;
  int rounds;

  // Its numbers of packets.

  private int lastId = -1;
  private int countedSteps;
  private int uncounted;

  /** The step of the IP identification to this segment; 1 where nothing can be told of it. */
  int idStep = 1;

  /** Half of the way to this end and back. */
  long half() {
    return rtt < 0 ? 0 : rtt / 2;
  }

  long roundTrip() {
    return Math.max(0, rtt);
  }

  /** Takes the number of one of its packets. */
  void identify(TcpSegment segment) {
    int id = segment.identification();
    int step = lastId < 0 ? 1 : id - lastId & 0xFFFF;
    idStep = 1;
    if (step == 1 && lastId >= 0) {
      countedSteps++;
    } else if (step > 1 && step <= Thresholds.HIDDEN_LOSS_STEPS) {
      idStep = isCounted() ? step : 1;
    } else if (lastId >= 0) {
      countedSteps = 0;
      uncounted++; // a SYN-ACK of Linux has the number 0, whatever follows
    }
    lastId = id;
  }

  private boolean isCounted() {
    return uncounted <= Thresholds.UNCOUNTED_STEPS && countedSteps >= Thresholds.COUNTED_STEPS;
  }

  /** Takes a round trip between the place of the capture and this end. */
  void measure(long nanos) {
    boolean isFirst = !isMeasured;
    isMeasured = true;
    boolean isBox = isFirst && BoxOnTheWay.answers(rtt, nanos);
    rtt = rtt < 0 || isBox ? nanos : Math.min(rtt, nanos);
    roundRtt = roundRtt < 0 ? nanos : Math.min(roundRtt, nanos);
    lastRtt = nanos;
  }

  /** What the loss that it repairs is called. */
  TimeCause repairCause() {
    return isRepairByTimer ? TimeCause.LOSS_TIMEOUT : TimeCause.LOSS_RECOVERY;
  }

  /** Is what was resent last not acknowledged yet? */
  boolean isRepairing() {
    return recoveryEnd != NONE && (acknowledged == NONE || acknowledged < recoveryEnd);
  }

  /**
   * Notes what a segment with data says of losses and round trips; {@link #sent} follows.
   *
   * @param isNew does it reach beyond all that was sent?
   * @param isRepeat does it bring nothing new?
   */
  void sends(TcpSegment segment, long now, boolean isNew, boolean isRepeat) {
    boolean isFilled = isLacking() ? segment.offset() <= next : !isNew;
    if (segment.hasTimestamps() && advancedSeen != NONE) {
      long sample = now - advancedSeen;
      roundRtt = roundRtt < 0 ? sample : Math.min(roundRtt, sample);
    }
    if (isRepeat) {
      recoveryEnd = Math.max(recoveryEnd, next);
      isRoundRepaired = true;
      beforeLoss = Math.max(beforeLoss, Math.max(bestRound, roundLargest));
      timedEnd = NONE; // an answer would not tell which copy it answers
    } else if (isNew) {
      if (segment.offset() > next && hasSent) {
        holeEnd = segment.offset();
        beforeLoss = Math.max(beforeLoss, Math.max(bestRound, roundLargest));
      }
      if (timedEnd == NONE) {
        timedEnd = segment.end();
        timedNanos = now;
      }
      if (recoveryEnd != NONE && !isRepairing()) {
        recoveryEnd = NONE;
      }
    }
    if (holeEnd != NONE && segment.end() >= holeEnd && isFilled) {
      holeEnd = NONE;
    }
  }

  /** Has it sent something of which nothing was captured, nor acknowledged? */
  boolean isLacking() {
    return holeEnd != NONE && holeEnd > next;
  }

  /** Counts a segment with data as sent. */
  void sent(TcpSegment segment, long now) {
    hasSent = true;
    next = Math.max(next, segment.end());
    lastDataNanos = now;
    isLastShort = segment.length() < largest;
    wasClosed = isWindowClosed;
    roundLargest = Math.max(roundLargest, inFlight());
    roundSegments++;
  }

  /** Forgets the round, but for what the next ones are compared with. */
  void endRound() {
    bestRound = Math.max(bestRound, roundLargest);
    previousRound = roundLargest;
    rounds++;
    clearRound();
  }

  private void clearRound() {
    roundMark = NONE;
    roundLargest = 0;
    roundGap = 0;
    roundSegments = 0;
    roundRtt = -1;
    isRoundRepaired = false;
  }

  /** A new message begins: what was in flight before says nothing of it. */
  void beginMessage() {
    clearRound();
    bestRound = 0;
    previousRound = 0;
    levelRounds = 0;
    rounds = 0;
    beforeLoss = 0;
  }

  /** Takes note of all acknowledgments that had reached this end when it sent a segment. */
  void learn(long nanos, TcpSegment segment, long needed) {
    unblockedSeen = NONE;
    long reached = nanos - roundTrip() + roundTrip() / 16;
    while (!acks.isEmpty() && acks.seen() <= reached) {
      if (segment.hasTimestamps() && acks.clock() - segment.timestampEcho() > 0) {
        break;
      }
      learnOldest(needed);
    }
  }

  /** Makes room for another acknowledgment. */
  void makeRoom() {
    if (acks.isFull()) {
      learnOldest(Long.MAX_VALUE);
    }
  }

  private void learnOldest(long needed) {
    if (acks.edge() >= 0) {
      edge = edge == NONE ? acks.edge() : Math.max(edge, acks.edge());
      if (edge >= needed && unblockedSeen == NONE) {
        unblockedSeen = acks.seen();
      }
    }
    if (acknowledged == NONE || acks.acknowledged() > acknowledged) {
      acknowledged = acks.acknowledged();
      advancedSeen = acks.seen();
    }
    isWindowClosed = acks.isClosed();
    wasClosed |= isWindowClosed;
    acks.remove();
  }

  /** Does the window, as far as this end has heard, not let it send a whole segment? */
  boolean isStopped() {
    return edge != NONE && next + largest > edge;
  }

  long inFlight() {
    return acknowledged == NONE ? 0 : Math.max(0, next - acknowledged);
  }
}
