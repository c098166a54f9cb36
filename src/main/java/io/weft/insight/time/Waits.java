package io.weft.insight.time;

import io.weft.dissect.Direction;
import io.weft.flow.TcpSegment;

/** Names the wait that a segment ends: what had held its sender up until then? */
final class Waits {
  private final Ends ends;
  private final IntervalLog log;
  private final Rounds rounds;

  // The segment whose wait is named.
  private Direction direction;
  private Sender own;
  private long now;
  private long packet;

  /** Who had sent data last; null before the first. */
  private Direction lastData;

  Waits(Ends ends, IntervalLog log, Rounds rounds) {
    this.ends = ends;
    this.log = log;
    this.rounds = rounds;
  }

  /** Looks at a segment, whose wait is named next. */
  void lookAt(Direction sender, long nanos, long number, Direction beforeIt) {
    direction = sender;
    own = ends.sender(sender);
    now = nanos;
    packet = number;
    lastData = beforeIt;
  }

  /**
   * Names the wait for a segment with data.
   *
   * @param isRepeat does it bring nothing new?
   * @param wasBlocked did the window, as it was known before, not let it pass?
   * @param isAnswer can it answer what the other side said last?
   */
  void name(TcpSegment segment, boolean isRepeat, boolean wasBlocked, boolean isAnswer) {
    long wait = now - log.end();
    if (wait <= 0) {
      return;
    }
    if (wasSilenceOfTimer(segment, wait)) {
      log.rename(
          own.silenceStart, own.silencePacket, TimeCause.LOSS_TIMEOUT, direction, Sureness.MEDIUM);
      own.isRepairByTimer = true;
    }
    if (wasBlocked && !isRepeat && isReleased(own.unblockedSeen) && !own.isRepairing()) {
      name(windowCause(), own.unblockedSeen == Sender.NONE ? Sureness.MEDIUM : Sureness.HIGH);
    } else if (isRepeat && isProbeOfFullWindow(segment, wait)) {
      name(TimeCause.WINDOW_FULL, Sureness.MEDIUM);
    } else if (isRepeat) {
      own.isRepairByTimer = isTimer(wait);
      name(own.repairCause(), Sureness.HIGH);
    } else if (isHiddenLoss(wait)) {
      nameHiddenLoss(wasBlocked, isAnswer);
    } else if (isStoppedByRepair(segment, wait)) {
      own.isRepairByTimer |= own.isLacking() && isTimer(wait);
      name(own.repairCause(), Sureness.MEDIUM);
    } else if (isAnswer) {
      nameFirst();
    } else {
      nameOwn(wait);
    }
  }

  private void name(TimeCause cause, Sureness sure) {
    rounds.settle();
    log.name(now, cause, direction, sure, packet);
  }

  private TimeCause windowCause() {
    return own.wasClosed ? TimeCause.WINDOW_CLOSED : TimeCause.WINDOW_FULL;
  }

  /** Did the segment leave as soon as the acknowledgment arrived that was captured then? */
  private boolean isReleased(long seen) {
    return seen == Sender.NONE || now - own.roundTrip() - seen <= ends.tolerance();
  }

  /**
   * Did a sender that the window stopped repeat its last segment, to hear something? Such a probe
   * of the tail (RFC 8985, section 7.2) comes before its timer runs out, and proves no loss.
   */
  private boolean isProbeOfFullWindow(TcpSegment segment, long wait) {
    return own.isStopped() && segment.end() == own.next && wait < Thresholds.TIMER_NANOS;
  }

  private boolean isTimer(long wait) {
    boolean hasSent = own.hasSent || own.isLacking();
    return wait >= Thresholds.TIMER_NANOS && wait >= 2 * ends.roundTrip() && hasSent;
  }

  /**
   * Did the first copy of the segment get lost before it came to the place of the capture? Then the
   * sender's count of its packets shows a step. The first repetition may be a probe that comes
   * early (RFC 8985, section 7.2); those behind it wait for timers that double. Where the silence
   * is too short for that, the packets that are missing went elsewhere: some systems count all they
   * send.
   */
  private boolean isHiddenLoss(long wait) {
    int copies = own.idStep - 1;
    return copies > 0
        && own.hasSent
        && wait >= Thresholds.HIDDEN_LOSS_NANOS
        && wait >= 2 * ends.roundTrip()
        && wait >= timers(copies - 1);
  }

  /** How long the timers for so many repetitions run, one behind another. */
  private long timers(int repetitions) {
    long timer = Thresholds.SHORTEST_TIMER_NANOS + ends.roundTrip();
    return timer * ((1L << repetitions) - 1); // each is twice as long as the one before
  }

  /**
   * Names a wait in which copies of the segment were lost that were never captured. When the first
   * was sent is not known: what is longer than usual timers take is the wait for the first copy.
   */
  private void nameHiddenLoss(boolean wasBlocked, boolean isAnswer) {
    long end = now;
    int copies = Math.min(own.idStep - 1, Thresholds.DOUBLED_TIMERS);
    long first = Math.max(log.end(), end - timers(copies));
    if (wasBlocked && own.unblockedSeen != Sender.NONE) {
      first = Math.max(log.end(), Math.min(end, own.unblockedSeen + own.roundTrip()));
    }
    if (first > log.end()) {
      rounds.settle();
      now = first;
      if (wasBlocked) {
        name(windowCause(), Sureness.MEDIUM);
      } else if (isAnswer) {
        nameFirst();
      } else {
        name(TimeCause.APPLICATION, Sureness.LOW);
      }
      now = end;
    }
    name(TimeCause.LOSS_TIMEOUT, Sureness.MEDIUM);
  }

  /**
   * Did a timer end the silence before, and not the sender's program? A timer sends one segment and
   * waits for its acknowledgment; what that releases then lies beyond all that was lost with it. A
   * program that goes on has more to send at once.
   */
  private boolean wasSilenceOfTimer(TcpSegment segment, long wait) {
    return own.silenceEnd == log.end()
        && own.silenceEnd == own.lastDataNanos
        && segment.offset() > own.next
        && wait >= ends.roundTrip() * Thresholds.ANSWER_PART_OF_RTT;
  }

  /** Did new data wait for the repair of a loss? */
  private boolean isStoppedByRepair(TcpSegment segment, long wait) {
    if (own.holeEnd != Sender.NONE && segment.end() <= own.holeEnd && !segment.isOutOfOrder()) {
      return true;
    }
    if (own.recoveryEnd == Sender.NONE || wait < ends.tolerance()) {
      return false;
    }
    return own.isRepairing() || (isReleased(own.advancedSeen) && own.advancedSeen >= log.end());
  }

  /** Names the wait for the first data of a message. */
  private void nameFirst() {
    Sureness sureOfWay = own.rtt < 0 ? Sureness.LOW : Sureness.HIGH;
    boolean isServer = direction == Direction.FROM_SERVER;
    if (lastData != null) {
      nameAnswer(isServer ? TimeCause.SERVER_THINK : TimeCause.CLIENT_IDLE, sureOfWay);
    } else if (isServer) {
      nameAnswer(TimeCause.SERVER_GREETING, sureOfWay);
    } else {
      log.name(now, TimeCause.CLIENT_IDLE, direction, Sureness.HIGH, packet);
    }
  }

  /** Names a wait for what an end says to what the other said: the way there, the end, the way. */
  void nameAnswer(TimeCause cause, Sureness sure) {
    long wait = now - log.end();
    long way = Math.min(own.roundTrip(), Math.max(0, wait));
    long there = way / 2;
    long back = now - (way - there);
    // No packet was captured at the other end: that before this one begins its time.
    log.name(log.end() + there, TimeCause.ROUND_TRIP, null, sure, log.lastPacket());
    log.name(back, cause, direction, sure, packet);
    log.name(now, TimeCause.ROUND_TRIP, null, sure, packet);
  }

  /** Names the wait of a sender in the middle of its message. */
  private void nameOwn(long wait) {
    boolean isReleased = own.advancedSeen != Sender.NONE && isReleased(own.advancedSeen);
    long outstanding = own.inFlight();
    boolean isLong = wait > ends.tolerance();
    if (isReleased && isHeldBack(wait)) {
      name(TimeCause.DELAYED_ACK, Sureness.MEDIUM);
    } else if (isLong && own.acknowledged != Sender.NONE && outstanding == 0 && !isReleased) {
      nameProgram(wait, Sureness.HIGH);
    } else if (isLong && own.isLastShort && (!isReleased || outstanding == 0)) {
      nameProgram(wait, Sureness.MEDIUM);
    } else if (isLong && !isReleased && wait > 2 * ends.roundTrip()) {
      nameProgram(wait, Sureness.LOW);
    } else {
      rounds.hold(direction, wait, now, packet);
    }
  }

  /** Names the wait of a sender whose program gave it nothing, as far as can be told. */
  private void nameProgram(long wait, Sureness sure) {
    if (isTimer(wait)) {
      own.silenceStart = log.end();
      own.silencePacket = log.lastPacket();
      own.silenceEnd = now;
    }
    name(TimeCause.APPLICATION, sure);
  }

  /** Was the acknowledgment that released the segment held back by the receiver? */
  private boolean isHeldBack(long wait) {
    boolean isSmall =
        own.inFlight() == 0
            && own.roundSegments <= Thresholds.DELAYED_ACK_SEGMENTS
            && own.isLastShort;
    return isSmall
        && own.lastDataNanos != Sender.NONE
        && own.advancedSeen - own.lastDataNanos - ends.peer(own).roundTrip()
            >= Thresholds.DELAYED_ACK_NANOS
        && wait >= Thresholds.DELAYED_ACK_NANOS;
  }
}
