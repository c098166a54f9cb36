package io.weft.insight.time;

import io.weft.dissect.Direction;
import io.weft.flow.TcpSegment;

/**
 * Judges rounds: what a sender has in flight between a segment and the acknowledgment of it tells
 * what limits it. Waits within a round are held until the round is over, and get its name then.
 */
final class Rounds {
  private final Ends ends;
  private final IntervalLog log;

  /** Whose waits wait for their name; null where none do. */
  private Direction held;

  private SenderCap cap;

  Rounds(Ends ends, IntervalLog log) {
    this.ends = ends;
    this.log = log;
  }

  /** The limit that a sender kept, as it was found last; null where none was found. */
  SenderCap cap() {
    return cap;
  }

  /** Holds a wait that only the whole round can name. */
  void hold(Direction direction, long wait, long now, long packet) {
    if (held != direction) {
      settle();
      held = direction;
    }
    Sender own = ends.sender(direction);
    own.roundGap = Math.max(own.roundGap, wait);
    log.hold(now, packet);
  }

  /** Ends the round where the segment with which it began is known to have arrived. */
  void onData(TcpSegment segment, Sender own) {
    if (own.roundMark != Sender.NONE
        && own.acknowledged != Sender.NONE
        && own.acknowledged > own.roundMark) {
      if (held != null && ends.sender(held) == own) {
        settle();
      } else {
        judge(own);
      }
    }
    if (own.roundMark == Sender.NONE) {
      own.roundMark = Math.max(own.next, segment.offset());
    }
  }

  /** Names what waits for its name. */
  void settle() {
    if (held == null) {
      return;
    }
    Direction direction = held;
    held = null;
    Sender own = ends.sender(direction);
    boolean isEven = isEven(own);
    boolean isQueued = isQueued(own);
    int levelBefore = own.levelRounds;
    TimeCause cause = judge(own);
    Sureness sure =
        cause == TimeCause.SENDER_CAP
            ? levelBefore >= Thresholds.SURE_ROUNDS ? Sureness.HIGH : Sureness.MEDIUM
            : cause == TimeCause.PATH
                ? isQueued ? Sureness.HIGH : isEven ? Sureness.MEDIUM : Sureness.LOW
                : Sureness.MEDIUM;
    log.settle(cause, direction, sure);
  }

  private boolean isQueued(Sender own) {
    return isLonger(own) || isLonger(ends.peer(own));
  }

  private boolean isLonger(Sender side) {
    long shortest = ends.roundTrip();
    long longer = side.roundRtt >= 0 ? side.roundRtt : side.lastRtt;
    return side.rtt >= 0
        && longer - side.rtt > Thresholds.QUEUE_NANOS + shortest * (Thresholds.QUEUE_FACTOR - 1);
  }

  private boolean isEven(Sender own) {
    return own.roundSegments >= Thresholds.EVEN_SEGMENTS
        && own.roundGap
            <= Math.max(ends.roundTrip() / Thresholds.EVEN_PART_OF_RTT, Thresholds.RELEASE_NANOS);
  }

  /** Judges a round, and begins the next. */
  private TimeCause judge(Sender own) {
    boolean isEven = isEven(own);
    long most = own.roundLargest;
    boolean isLevel =
        own.rounds > 0
            && Math.abs(most - own.previousRound) <= own.previousRound * Thresholds.LEVEL;
    own.levelRounds = isLevel ? own.levelRounds + 1 : 0;
    if (own.beforeLoss > 0 && most >= own.beforeLoss * Thresholds.REGAINED) {
      own.beforeLoss = 0;
    }
    TimeCause cause;
    if (own.isRoundRepaired && own.isRepairing()) {
      cause = TimeCause.LOSS_RECOVERY;
    } else if (isQueued(own)) {
      cause = TimeCause.PATH;
    } else if (own.beforeLoss > 0) {
      cause = TimeCause.AFTER_LOSS;
    } else if (most >= own.bestRound * Thresholds.GROWTH) {
      cause = TimeCause.START_UP;
    } else if (isLevel && (!isEven || own.levelRounds >= Thresholds.SURE_ROUNDS)) {
      cause = TimeCause.SENDER_CAP;
      cap = new SenderCap(ends.directionOf(own), most, ends.roundTrip());
    } else if (isEven) {
      cause = TimeCause.PATH;
    } else {
      cause = TimeCause.UNKNOWN;
    }
    own.endRound();
    ends.peer(own).roundRtt = -1;
    return cause;
  }
}
