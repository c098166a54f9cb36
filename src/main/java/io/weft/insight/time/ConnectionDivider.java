package io.weft.insight.time;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.flow.TcpSegment;

/**
 * Divides the time of one connection, segment by segment. What it says of a wait is said when the
 * segment that ends it has come; what only a whole round tells waits until the round is over.
 */
final class ConnectionDivider {
  private static final int BYTES = 600;

  private final Sender client = new Sender();
  private final Sender server = new Sender();
  private final IntervalLog log;
  private final Turns turns;

  /** The time so far: a capture's times may step back, and those of a connection may not. */
  private long now;

  private boolean isConnecting;
  private boolean hasSyn;
  private boolean hasSynAck;
  private long synNanos;
  private long synAckNanos;
  private boolean isOver;

  /** Who sent data last; null before the first. */
  private Direction lastData;

  private SenderCap cap;

  /** Have the ends changed their roles since the first segment? */
  private boolean isReversed;

  /** Whose waits wait for their name. */
  private Direction held;

  /**
   * @param first packet of the connection
   * @param wantsExchanges whether the time of its exchanges is divided too
   */
  ConnectionDivider(Arrival first, boolean wantsExchanges) {
    now = first.nanos();
    log = new IntervalLog(now, first.number());
    turns = new Turns(log, wantsExchanges);
  }

  long memory() {
    return BYTES + log.memory() + client.acks.memory() + server.acks.memory() + turns.memory();
  }

  IntervalLog log() {
    return log;
  }

  Turns turns() {
    return turns;
  }

  SenderCap cap() {
    return cap;
  }

  long clientRtt() {
    return sender(Direction.FROM_CLIENT).rtt;
  }

  long serverRtt() {
    return sender(Direction.FROM_SERVER).rtt;
  }

  private Sender end(Direction direction) {
    return direction == Direction.FROM_CLIENT ? client : server;
  }

  void reverse() {
    settle();
    log.reverse();
    isReversed = !isReversed;
    lastData = lastData == null ? null : lastData.opposite();
  }

  private Sender sender(Direction direction) {
    return end(isReversed ? direction.opposite() : direction);
  }

  // Segments.

  void onSegment(TcpSegment segment, Arrival arrival) {
    now = Math.max(now, arrival.nanos());
    Direction direction = segment.direction();
    Sender own = sender(direction);
    own.identify(segment);
    if (segment.isCopy()) {
      return;
    }
    long packet = arrival.number();
    if (segment.isSyn() && !hasSent()) {
      onSyn(segment, direction, own, packet);
      return;
    }
    if (segment.isReset()) {
      onEnd(direction, packet);
      return;
    }
    if (segment.isAck()) {
      onAck(segment, direction, packet);
    }
    boolean isAsking = segment.isKeepAlive() || segment.isWindowProbe();
    if (segment.length() > 0 && !(isAsking && segment.length() == 1)) {
      onData(segment, direction, packet);
    } else if (isConnecting && hasSynAck && direction == Direction.FROM_CLIENT) {
      connected(packet);
    }
    if (segment.isFin()) {
      onEnd(direction, packet);
    }
  }

  private boolean hasSent() {
    return client.hasSent || server.hasSent;
  }

  private void onSyn(TcpSegment segment, Direction direction, Sender own, long packet) {
    isConnecting = true;
    boolean isAnswer = segment.isAck();
    boolean isAgain = isAnswer ? hasSynAck : hasSyn;
    log.name(
        now,
        isAgain ? TimeCause.CONNECT_RETRY : TimeCause.CONNECT,
        isAgain ? direction : null,
        Sureness.HIGH,
        packet);
    if (isAnswer) {
      if (!hasSynAck && hasSyn) {
        own.rtt = Math.max(0, now - synNanos);
      }
      hasSynAck = true;
      synAckNanos = now;
      onAck(segment, direction, packet);
    } else {
      hasSyn = true;
      synNanos = now;
    }
  }

  private void connected(long packet) {
    log.name(now, TimeCause.CONNECT, null, Sureness.HIGH, packet);
    isConnecting = false;
    Sender own = sender(Direction.FROM_CLIENT);
    if (own.rtt < 0) {
      own.rtt = Math.max(0, now - synAckNanos);
    }
  }

  private void onEnd(Direction direction, long packet) {
    settle();
    if (isConnecting) {
      log.name(now, TimeCause.CONNECT, null, Sureness.HIGH, packet);
      isConnecting = false;
    } else if (!isOver) {
      nameWaitForEnd(direction, packet);
    }
    isOver = true;
  }

  /** The last data has gone, and an end is said: what was waited for until then? */
  private void nameWaitForEnd(Direction direction, long packet) {
    boolean isUnanswered = lastData == Direction.FROM_CLIENT;
    if (isUnanswered && direction == Direction.FROM_SERVER) {
      nameAnswer(direction, TimeCause.SERVER_THINK, Sureness.MEDIUM, packet);
    } else if (isUnanswered) {
      log.name(now, TimeCause.SERVER_THINK, Direction.FROM_SERVER, Sureness.LOW, packet);
    } else if (lastData == null) {
      log.name(now, TimeCause.CLIENT_IDLE, Direction.FROM_CLIENT, Sureness.MEDIUM, packet);
    } else if (direction == Direction.FROM_CLIENT) {
      nameAnswer(direction, TimeCause.CLIENT_IDLE, Sureness.HIGH, packet);
    } else {
      log.name(now, TimeCause.CLIENT_IDLE, Direction.FROM_CLIENT, Sureness.HIGH, packet);
    }
  }

  private void onAck(TcpSegment segment, Direction direction, long packet) {
    Sender own = sender(direction);
    Sender peer = sender(direction.opposite());
    long ack = segment.acknowledged();
    if (ack == TcpSegment.NONE) {
      return;
    }
    if (peer.timedEnd != Sender.NONE && ack >= peer.timedEnd) {
      measure(own, now - peer.timedNanos);
      peer.timedEnd = Sender.NONE;
    }
    if (segment.isAckOfUnseen() && ack > peer.next + 1) {
      settle();
      log.name(now, TimeCause.CAPTURE_LOSS, direction.opposite(), Sureness.HIGH, packet);
      peer.next = ack;
    }
    if (segment.length() == 0 && !isOver && ack >= peer.next && peer.drained != peer.next) {
      peer.drained = peer.next;
      peer.drainedNanos = now;
      drained(direction, own, peer, packet);
    }
    peer.makeRoom();
    boolean isKnown = segment.isWindowKnown() || segment.window() == 0;
    peer.acks.add(
        now,
        ack,
        isKnown ? ack + segment.window() : -1,
        segment.hasTimestamps() ? segment.timestampValue() : 0,
        segment.window() == 0);
  }

  /**
   * The last of a message has arrived so late that it had stood in a queue: until then the path was
   * at work, and nobody idle. A few segments say nothing, as their acknowledgment may be delayed.
   */
  private void drained(Direction direction, Sender own, Sender peer, long packet) {
    long wait = now - log.end();
    if (lastData == direction.opposite()
        && !peer.isStopped()
        && peer.inFlight() > Thresholds.DELAYED_ACK_SEGMENTS * (long) peer.largest
        && wait > own.roundTrip() * Thresholds.QUEUE_FACTOR + Thresholds.QUEUE_NANOS) {
      settle();
      log.name(now, TimeCause.PATH, direction.opposite(), Sureness.MEDIUM, packet);
    }
  }

  /** A round trip between the place of the capture and an end. */
  private static void measure(Sender own, long nanos) {
    own.rtt = own.rtt < 0 ? nanos : Math.min(own.rtt, nanos);
    own.roundRtt = own.roundRtt < 0 ? nanos : Math.min(own.roundRtt, nanos);
    own.lastRtt = nanos;
  }

  // Data.

  private void onData(TcpSegment segment, Direction direction, long packet) {
    if (isConnecting) {
      connected(packet);
    }
    Sender own = sender(direction);
    Sender peer = sender(direction.opposite());
    boolean isNew = !own.hasSent || segment.end() > own.next;
    boolean isRepeat = segment.isRetransmission() || (!isNew && !segment.isOutOfOrder());
    own.largest = Math.max(own.largest, segment.length());
    long before = own.hasSent ? own.next : segment.offset();
    boolean wasBlocked = own.edge != Sender.NONE && own.edge < needed(own, segment, before);
    own.learn(now, segment, needed(own, segment, before));
    own.next = before;
    boolean isAnswer = isAnswer(direction, own);
    if (isAnswer) {
      settle();
      turns.onAnswer(direction);
      own.beginMessage();
    }
    nameWait(segment, direction, packet, isRepeat, wasBlocked, isAnswer);
    note(segment, own, peer, isNew, isRepeat);
    lastData = direction;
    turns.onData(direction, now);
  }

  /** Offset that the window must reach for the segment to be sent. */
  private static long needed(Sender own, TcpSegment segment, long before) {
    return Math.max(segment.end(), before + Math.min(segment.length(), own.largest));
  }

  /** Can the segment answer what the other side said last? */
  private boolean isAnswer(Direction direction, Sender own) {
    if (lastData == null) {
      return true;
    }
    return lastData != direction
        && now - log.end() >= own.roundTrip() * Thresholds.ANSWER_PART_OF_RTT;
  }

  private void nameWait(
      TcpSegment segment,
      Direction direction,
      long packet,
      boolean isRepeat,
      boolean wasBlocked,
      boolean isAnswer) {
    Sender own = sender(direction);
    long wait = now - log.end();
    if (wait <= 0) {
      return;
    }
    if (wasBlocked && !isRepeat && isReleased(own, own.unblockedSeen) && !isRepairing(own)) {
      name(
          own.wasClosed ? TimeCause.WINDOW_CLOSED : TimeCause.WINDOW_FULL,
          direction,
          own.unblockedSeen == Sender.NONE ? Sureness.MEDIUM : Sureness.HIGH,
          packet);
    } else if (isRepeat && isProbeOfFullWindow(segment, own, wait)) {
      name(TimeCause.WINDOW_FULL, direction, Sureness.MEDIUM, packet);
    } else if (isRepeat) {
      boolean isTimer = isTimer(own, wait);
      own.isRepairByTimer = isTimer;
      name(
          isTimer ? TimeCause.LOSS_TIMEOUT : TimeCause.LOSS_RECOVERY,
          direction,
          Sureness.HIGH,
          packet);
    } else if (isHiddenLoss(own, wait)) {
      nameHiddenLoss(direction, wasBlocked, isAnswer, packet);
    } else if (isStoppedByRepair(segment, own, wait)) {
      name(
          own.isRepairByTimer ? TimeCause.LOSS_TIMEOUT : TimeCause.LOSS_RECOVERY,
          direction,
          Sureness.MEDIUM,
          packet);
    } else if (isAnswer) {
      nameFirst(direction, packet);
    } else {
      nameOwn(own, direction, wait, packet);
    }
  }

  private void name(TimeCause cause, Direction sender, Sureness sure, long packet) {
    settle();
    log.name(now, cause, sender, sure, packet);
  }

  /** Did the segment leave as soon as the acknowledgment arrived that was captured then? */
  private boolean isReleased(Sender own, long seen) {
    return seen == Sender.NONE || now - own.roundTrip() - seen <= tolerance();
  }

  private long roundTrip() {
    return client.roundTrip() + server.roundTrip();
  }

  private long tolerance() {
    return Math.max(Thresholds.RELEASE_NANOS, roundTrip() / Thresholds.RELEASE_PART_OF_RTT);
  }

  /**
   * Did a sender that the window stopped repeat its last segment, to hear something? Such a probe
   * of the tail (RFC 8985, section 7.2) comes before its timer runs out, and proves no loss.
   */
  private static boolean isProbeOfFullWindow(TcpSegment segment, Sender own, long wait) {
    return own.edge != Sender.NONE
        && own.next + own.largest > own.edge
        && segment.end() == own.next
        && wait < Thresholds.TIMER_NANOS;
  }

  private static boolean isRepairing(Sender own) {
    return own.recoveryEnd != Sender.NONE
        && (own.acknowledged == Sender.NONE || own.acknowledged < own.recoveryEnd);
  }

  private boolean isTimer(Sender own, long wait) {
    return wait >= Thresholds.TIMER_NANOS && wait >= 2 * roundTrip() && own.hasSent;
  }

  /**
   * Did the first copy of the segment get lost before it came to the place of the capture? Then the
   * sender's count of its packets shows a step.
   */
  private boolean isHiddenLoss(Sender own, long wait) {
    return own.idStep > 1
        && own.hasSent
        && wait >= Thresholds.HIDDEN_LOSS_NANOS
        && wait >= 2 * roundTrip();
  }

  /**
   * Names a wait in which copies of the segment were lost that were never captured. When the first
   * was sent is not known: what is longer than usual timers take is the wait for the first copy.
   */
  private void nameHiddenLoss(
      Direction direction, boolean wasBlocked, boolean isAnswer, long packet) {
    Sender own = sender(direction);
    long end = now;
    long timer = Thresholds.SHORTEST_TIMER_NANOS + roundTrip();
    int copies = Math.min(own.idStep - 1, Thresholds.DOUBLED_TIMERS);
    long first = Math.max(log.end(), end - timer * ((1L << copies) - 1)); // each is twice as long
    if (wasBlocked && own.unblockedSeen != Sender.NONE) {
      first = Math.max(log.end(), Math.min(end, own.unblockedSeen + own.roundTrip()));
    }
    if (first > log.end()) {
      settle();
      now = first;
      if (wasBlocked) {
        name(
            own.wasClosed ? TimeCause.WINDOW_CLOSED : TimeCause.WINDOW_FULL,
            direction,
            Sureness.MEDIUM,
            packet);
      } else if (isAnswer) {
        nameFirst(direction, packet);
      } else {
        name(TimeCause.APPLICATION, direction, Sureness.LOW, packet);
      }
      now = end;
    }
    name(TimeCause.LOSS_TIMEOUT, direction, Sureness.MEDIUM, packet);
  }

  /** Did new data wait for the repair of a loss? */
  private boolean isStoppedByRepair(TcpSegment segment, Sender own, long wait) {
    if (own.holeEnd != Sender.NONE && segment.end() <= own.holeEnd && !segment.isOutOfOrder()) {
      return true;
    }
    if (own.recoveryEnd == Sender.NONE || wait < tolerance()) {
      return false;
    }
    return isRepairing(own) || (isReleased(own, own.advancedSeen) && own.advancedSeen >= log.end());
  }

  /** Names the wait for the first data of a message. */
  private void nameFirst(Direction direction, long packet) {
    if (lastData != null) {
      boolean isServer = direction == Direction.FROM_SERVER;
      nameAnswer(
          direction,
          isServer ? TimeCause.SERVER_THINK : TimeCause.CLIENT_IDLE,
          sureOfWay(direction),
          packet);
    } else if (direction == Direction.FROM_SERVER) {
      nameAnswer(direction, TimeCause.SERVER_GREETING, sureOfWay(direction), packet);
    } else {
      log.name(now, TimeCause.CLIENT_IDLE, direction, Sureness.HIGH, packet);
    }
  }

  private Sureness sureOfWay(Direction direction) {
    return sender(direction).rtt < 0 ? Sureness.LOW : Sureness.HIGH;
  }

  /** Names a wait for what an end says to what the other said: the way there, the end, the way. */
  private void nameAnswer(Direction direction, TimeCause cause, Sureness sure, long packet) {
    Sender own = sender(direction);
    long wait = now - log.end();
    long way = Math.min(own.roundTrip(), Math.max(0, wait));
    long there = way / 2;
    long back = now - (way - there);
    log.name(log.end() + there, TimeCause.ROUND_TRIP, null, sure, packet);
    log.name(back, cause, direction, sure, packet);
    log.name(now, TimeCause.ROUND_TRIP, null, sure, packet);
  }

  /** Names the wait of a sender in the middle of its message. */
  private void nameOwn(Sender own, Direction direction, long wait, long packet) {
    boolean isReleased = own.advancedSeen != Sender.NONE && isReleased(own, own.advancedSeen);
    long outstanding = own.inFlight();
    boolean isLong = wait > tolerance();
    if (isReleased && isHeldBack(own, wait)) {
      name(TimeCause.DELAYED_ACK, direction, Sureness.MEDIUM, packet);
    } else if (isLong && own.acknowledged != Sender.NONE && outstanding == 0 && !isReleased) {
      name(TimeCause.APPLICATION, direction, Sureness.HIGH, packet);
    } else if (isLong && own.isLastShort && (!isReleased || outstanding == 0)) {
      name(TimeCause.APPLICATION, direction, Sureness.MEDIUM, packet);
    } else if (isLong && !isReleased && wait > 2 * roundTrip()) {
      name(TimeCause.APPLICATION, direction, Sureness.LOW, packet);
    } else {
      hold(direction, own, wait, packet);
    }
  }

  /** Was the acknowledgment that released the segment held back by the receiver? */
  private boolean isHeldBack(Sender own, long wait) {
    Sender peer = own == client ? server : client;
    boolean isSmall =
        own.inFlight() == 0
            && own.roundSegments <= Thresholds.DELAYED_ACK_SEGMENTS
            && own.isLastShort;
    return isSmall
        && own.lastDataNanos != Sender.NONE
        && own.advancedSeen - own.lastDataNanos - peer.roundTrip() >= Thresholds.DELAYED_ACK_NANOS
        && wait >= Thresholds.DELAYED_ACK_NANOS;
  }

  private void hold(Direction direction, Sender own, long wait, long packet) {
    if (held != direction) {
      settle();
      held = direction;
    }
    own.roundGap = Math.max(own.roundGap, wait);
    log.hold(now, packet);
  }

  /** Notes what was sent. */
  private void note(TcpSegment segment, Sender own, Sender peer, boolean isNew, boolean isRepeat) {
    if (segment.hasTimestamps() && own.advancedSeen != Sender.NONE) {
      long sample = now - own.advancedSeen;
      own.roundRtt = own.roundRtt < 0 ? sample : Math.min(own.roundRtt, sample);
    }
    if (isRepeat) {
      own.recoveryEnd = Math.max(own.recoveryEnd, own.next);
      own.isRoundRepaired = true;
      own.beforeLoss = Math.max(own.beforeLoss, Math.max(own.bestRound, own.roundLargest));
      own.timedEnd = Sender.NONE; // an answer would not tell which copy it answers
    } else if (isNew) {
      if (segment.offset() > own.next && own.hasSent) {
        own.holeEnd = segment.offset();
        own.beforeLoss = Math.max(own.beforeLoss, Math.max(own.bestRound, own.roundLargest));
      }
      if (own.timedEnd == Sender.NONE) {
        own.timedEnd = segment.end();
        own.timedNanos = now;
      }
      if (own.recoveryEnd != Sender.NONE && !isRepairing(own)) {
        own.recoveryEnd = Sender.NONE;
      }
    }
    if (own.holeEnd != Sender.NONE && segment.end() >= own.holeEnd && !isNew) {
      own.holeEnd = Sender.NONE;
    }
    round(segment, own, peer);
    own.hasSent = true;
    own.next = Math.max(own.next, segment.end());
    own.lastDataNanos = now;
    own.isLastShort = segment.length() < own.largest;
    own.wasClosed = own.isWindowClosed;
    own.roundLargest = Math.max(own.roundLargest, own.inFlight());
    own.roundSegments++;
  }

  /** Ends the round where the segment with which it began is known to have arrived. */
  private void round(TcpSegment segment, Sender own, Sender peer) {
    if (own.roundMark != Sender.NONE
        && own.acknowledged != Sender.NONE
        && own.acknowledged > own.roundMark) {
      if (held != null && sender(held) == own) {
        settle();
      } else {
        judge(own, peer);
      }
    }
    if (own.roundMark == Sender.NONE) {
      own.roundMark = Math.max(own.next, segment.offset());
    }
  }

  // Rounds.

  /** Names what waits for its name. */
  private void settle() {
    if (held == null) {
      return;
    }
    Direction direction = held;
    held = null;
    Sender own = sender(direction);
    boolean isEven = isEven(own);
    boolean isQueued = isQueued(own);
    int levelBefore = own.levelRounds;
    TimeCause cause = judge(own, own == client ? server : client);
    Sureness sure =
        cause == TimeCause.SENDER_CAP
            ? levelBefore >= Thresholds.SURE_ROUNDS ? Sureness.HIGH : Sureness.MEDIUM
            : cause == TimeCause.PATH
                ? isQueued ? Sureness.HIGH : isEven ? Sureness.MEDIUM : Sureness.LOW
                : Sureness.MEDIUM;
    log.settle(cause, direction, sure);
  }

  private boolean isQueued(Sender own) {
    Sender peer = own == client ? server : client;
    return isLonger(own) || isLonger(peer);
  }

  private boolean isLonger(Sender side) {
    long shortest = roundTrip();
    long longer = side.roundRtt >= 0 ? side.roundRtt : side.lastRtt;
    return side.rtt >= 0
        && longer - side.rtt > Thresholds.QUEUE_NANOS + shortest * (Thresholds.QUEUE_FACTOR - 1);
  }

  private boolean isEven(Sender own) {
    return own.roundSegments >= Thresholds.EVEN_SEGMENTS
        && own.roundGap
            <= Math.max(roundTrip() / Thresholds.EVEN_PART_OF_RTT, Thresholds.RELEASE_NANOS);
  }

  /** Judges a round, and begins the next. */
  private TimeCause judge(Sender own, Sender peer) {
    boolean isEven = isEven(own);
    boolean isQueued = isQueued(own);
    long most = own.roundLargest;
    boolean isLevel =
        own.rounds > 0
            && Math.abs(most - own.previousRound) <= own.previousRound * Thresholds.LEVEL;
    own.levelRounds = isLevel ? own.levelRounds + 1 : 0;
    if (own.beforeLoss > 0 && most >= own.beforeLoss * Thresholds.REGAINED) {
      own.beforeLoss = 0;
    }
    TimeCause cause;
    if (own.isRoundRepaired && isRepairing(own)) {
      cause = TimeCause.LOSS_RECOVERY;
    } else if (isQueued) {
      cause = TimeCause.PATH;
    } else if (own.beforeLoss > 0) {
      cause = TimeCause.AFTER_LOSS;
    } else if (most >= own.bestRound * Thresholds.GROWTH) {
      cause = TimeCause.START_UP;
    } else if (isLevel && (!isEven || own.levelRounds >= Thresholds.SURE_ROUNDS)) {
      cause = TimeCause.SENDER_CAP;
      cap = new SenderCap(directionOf(own), most, roundTrip());
    } else if (isEven) {
      cause = TimeCause.PATH;
    } else {
      cause = TimeCause.UNKNOWN;
    }
    own.bestRound = Math.max(own.bestRound, most);
    own.previousRound = most;
    own.rounds++;
    own.roundMark = Sender.NONE;
    own.roundLargest = 0;
    own.roundGap = 0;
    own.roundSegments = 0;
    own.roundRtt = -1;
    peer.roundRtt = -1;
    own.isRoundRepaired = false;
    return cause;
  }

  private Direction directionOf(Sender own) {
    return (own == client) != isReversed ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
  }

  // The end.

  /** Names what is left. */
  void finish(long endNanos, long packet) {
    settle();
    now = Math.max(now, endNanos);
    if (isConnecting) {
      log.name(
          now,
          hasSynAck ? TimeCause.CONNECT : TimeCause.CONNECT_RETRY,
          null,
          Sureness.HIGH,
          packet);
    } else if (isOver) {
      log.name(now, TimeCause.CLOSE, null, Sureness.HIGH, packet);
    } else if (lastData == Direction.FROM_CLIENT) {
      nameLastWay(Direction.FROM_CLIENT, packet);
      log.name(now, TimeCause.SERVER_THINK, Direction.FROM_SERVER, Sureness.LOW, packet);
    } else {
      nameLastWay(Direction.FROM_SERVER, packet);
      log.name(now, TimeCause.CLIENT_IDLE, Direction.FROM_CLIENT, Sureness.MEDIUM, packet);
    }
    turns.finish();
  }

  /** Nothing follows the last data but its acknowledgment: until then it was on its way. */
  private void nameLastWay(Direction last, long packet) {
    Sender own = sender(last);
    if (own.hasSent && own.drained == own.next) {
      log.name(own.drainedNanos, TimeCause.ROUND_TRIP, null, Sureness.MEDIUM, packet);
    }
  }

  /** Names what waits, because somebody asks. */
  void settleForNow() {
    settle();
  }
}
