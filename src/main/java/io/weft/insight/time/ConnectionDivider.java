package io.weft.insight.time;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.flow.TcpSegment;

/**
 * Divides the time of one connection, segment by segment. What it says of a wait is said when the
 * segment that ends it has come; what only a whole round tells waits until the round is over.
 */
final class ConnectionDivider {
  private static final int BYTES = 700;

  private final Ends ends = new Ends();
  private final IntervalLog log;
  private final Rounds rounds;
  private final Waits waits;
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

  /**
   * @param first packet of the connection
   * @param wantsExchanges whether the time of its exchanges is divided too
   */
  ConnectionDivider(Arrival first, boolean wantsExchanges) {
    now = first.nanos();
    log = new IntervalLog(now, first.number());
    turns = new Turns(log, wantsExchanges);
    rounds = new Rounds(ends, log);
    waits = new Waits(ends, log, rounds);
  }

  long memory() {
    return BYTES + log.memory() + ends.memory() + turns.memory();
  }

  IntervalLog log() {
    return log;
  }

  Turns turns() {
    return turns;
  }

  SenderCap cap() {
    return rounds.cap();
  }

  long clientRtt() {
    return ends.sender(Direction.FROM_CLIENT).rtt;
  }

  long serverRtt() {
    return ends.sender(Direction.FROM_SERVER).rtt;
  }

  void reverse() {
    settle();
    log.reverse();
    ends.reverse();
    lastData = lastData == null ? null : lastData.opposite();
  }

  // Segments.

  void onSegment(TcpSegment segment, Arrival arrival) {
    now = Math.max(now, arrival.nanos());
    Direction direction = segment.direction();
    Sender own = ends.sender(direction);
    own.identify(segment);
    if (segment.isCopy()) {
      return;
    }
    long packet = arrival.number();
    if (segment.isSyn() && !ends.haveSent()) {
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
    if (segment.length() == 0 && segment.isBehindHole() && !segment.isFin()) {
      own.holeEnd = Math.max(own.holeEnd, segment.offset());
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
    Sender own = ends.sender(Direction.FROM_CLIENT);
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
    waits.lookAt(direction, now, packet, lastData);
    if (nameNeverRepaired(packet)) {
      return;
    }
    boolean isUnanswered = lastData == Direction.FROM_CLIENT;
    if (isUnanswered && direction == Direction.FROM_SERVER) {
      waits.nameAnswer(TimeCause.SERVER_THINK, Sureness.MEDIUM);
    } else if (isUnanswered) {
      log.name(now, TimeCause.SERVER_THINK, Direction.FROM_SERVER, Sureness.LOW, packet);
    } else if (lastData == null) {
      log.name(now, TimeCause.CLIENT_IDLE, Direction.FROM_CLIENT, Sureness.MEDIUM, packet);
    } else if (direction == Direction.FROM_CLIENT) {
      waits.nameAnswer(TimeCause.CLIENT_IDLE, Sureness.HIGH);
    } else {
      log.name(now, TimeCause.CLIENT_IDLE, Direction.FROM_CLIENT, Sureness.HIGH, packet);
    }
  }

  /**
   * Names a wait to which no segment put an end that repairs a loss.
   *
   * @return false where nothing is known to be lost
   */
  private boolean nameNeverRepaired(long packet) {
    if (isRepairing(lastData)) {
      log.name(now, ends.sender(lastData).repairCause(), lastData, Sureness.HIGH, packet);
      return true;
    }
    Direction other = lastData == null ? null : lastData.opposite();
    if (other != null && ends.sender(other).isLacking()) {
      log.name(now, TimeCause.LOSS_TIMEOUT, other, Sureness.HIGH, packet);
      return true;
    }
    return false;
  }

  /** Did that sender send something again, and never hear that it has come? */
  private boolean isRepairing(Direction direction) {
    Sender sender = direction == null ? null : ends.sender(direction);
    return sender != null && sender.isRepairing() && sender.drained != sender.next;
  }

  private void onAck(TcpSegment segment, Direction direction, long packet) {
    Sender own = ends.sender(direction);
    Sender peer = ends.sender(direction.opposite());
    long ack = segment.acknowledged();
    if (ack == TcpSegment.NONE) {
      return;
    }
    if (peer.timedEnd != Sender.NONE && ack >= peer.timedEnd) {
      own.measure(now - peer.timedNanos);
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

  // Data.

  private void onData(TcpSegment segment, Direction direction, long packet) {
    if (isConnecting) {
      connected(packet);
    }
    Sender own = ends.sender(direction);
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
    waits.lookAt(direction, now, packet, lastData);
    waits.name(segment, isRepeat, wasBlocked, isAnswer);
    own.sends(segment, now, isNew, isRepeat);
    rounds.onData(segment, own);
    own.sent(segment, now);
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
    } else if (!nameNeverRepaired(packet)) {
      nameRest(packet);
    }
    turns.finish();
  }

  /** Nothing follows the last data. */
  private void nameRest(long packet) {
    if (lastData == Direction.FROM_CLIENT) {
      nameLastWay(Direction.FROM_CLIENT, packet);
      log.name(now, TimeCause.SERVER_THINK, Direction.FROM_SERVER, Sureness.LOW, packet);
    } else {
      nameLastWay(Direction.FROM_SERVER, packet);
      log.name(now, TimeCause.CLIENT_IDLE, Direction.FROM_CLIENT, Sureness.MEDIUM, packet);
    }
  }

  /** Nothing follows the last data but its acknowledgment: until then it was on its way. */
  private void nameLastWay(Direction last, long packet) {
    Sender own = ends.sender(last);
    if (own.hasSent && own.drained == own.next) {
      log.name(own.drainedNanos, TimeCause.ROUND_TRIP, null, Sureness.MEDIUM, packet);
    }
  }

  /** Names what waits for its name. */
  void settle() {
    rounds.settle();
  }
}
