package io.weft.insight.finder;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Span;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.TcpSegment;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.TimeCause;
import io.weft.insight.time.TimeDivision;
import io.weft.insight.time.TimeGroup;
import io.weft.insight.time.TimeInterval;
import io.weft.insight.time.TimePart;
import java.util.List;

/** Segments that were lost and had to be sent again. */
final class LossFinder extends SideFinder {
  /** With 1 % of loss, TCP keeps only some ten segments in flight (Mathis and others, 1997). */
  private static final double MUCH = 0.01;

  /**
   * With 5 % of loss, recovery itself meets losses, and time-outs rule (Padhye and others, 1998).
   */
  private static final double VERY_MUCH = 0.05;

  /** One or two losses are no rate. */
  private static final int FEW = 3;

  /** As many losses as make a rate of 5 % more than chance. */
  private static final int MANY = 10;

  /** Users notice what takes as long. */
  private static final long NOTICED_NANOS = 200_000_000L;

  /** Less of the time in which somebody waited is not what made a connection slow. */
  private static final int PART = 4;

  /** Estimated memory of what is kept of a connection with losses, in bytes. */
  private static final int BYTES_EACH = 1024;

  /** What was seen of the losses of connections that are open. */
  private final PerSide<Seen> open = new PerSide<>(Seen::new, BYTES_EACH);

  private static final class Seen {
    private final Proof proof = new Proof();
    private final StuckSegment stuck = new StuckSegment();

    /** Segments with data that were sent again, needless ones among them. */
    private long repeated;
  }

  @Override
  public boolean wantsSegments() {
    return true;
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    Seen acknowledged = open.known(flow, segment.direction().opposite());
    if (acknowledged != null && segment.isAck()) {
      acknowledged.stuck.onAcknowledged(segment.acknowledged());
    }
    boolean isRepeated = segment.length() > 0 && segment.isRetransmission();
    boolean isEmptyBehindHole = segment.length() == 0 && segment.isBehindHole() && !segment.isFin();
    if (segment.isCopy() || !(isRepeated || isEmptyBehindHole)) {
      return;
    }
    Seen side = open.of(flow, segment.direction());
    if (isEmptyBehindHole) {
      side.stuck.onUnseen(segment.offset(), arrival);
      return;
    }
    side.repeated++;
    if (!segment.isSpurious()) {
      side.proof.add(flow.name(), arrival.number(), arrival.nanos());
      side.stuck.onSentAgain(segment.offset(), segment.length());
    }
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    open.reverse(flow);
  }

  @Override
  public void forget(Flow flow) {
    open.forget(flow);
  }

  @Override
  public long keptBytes() {
    return open.bytes();
  }

  @Override
  void look(Flow flow, Side side, ConnectionTime time) {
    if (IcmpFinder.isTooLarge(side.record().icmp())) {
      return; // the segments were too large, not lost: that is a finding of its own
    }
    FlowRecord record = side.record();
    Direction direction = side.direction();
    EndpointRecord sender = side.own();
    EndpointRecord receiver = side.peer();
    Seen known = open.known(flow, direction);
    Seen seen = known == null ? new Seen() : known;
    TcpAnalysisRecord.Resending resent = side.ofOwn().resending();
    TcpAnalysisRecord.Spurious spurious = resent.spurious();
    long needless = spurious.acknowledged() + spurious.byDsack() + spurious.byTimestamps();
    long lost = seen.repeated - needless;
    long payload = sender.volume().payloadBytes();
    if (seen.stuck.isSilentBlackHole(record.times().endNanos())) {
      found(silentBlackHole(record, sender, receiver, seen.stuck, time, direction));
      return;
    }
    if (resent.retransmissions() == 0 && time != null && isBehindLoss(time, direction)) {
      unseen(record, sender, receiver, direction, time.division());
    }
    if (lost <= 0 || resent.bytes() == 0 || payload == 0) {
      return; // a SYN or FIN that was sent again carries nothing
    }
    if (seen.proof.flow() == null) {
      seen.proof.addFirst(record);
    }
    long cost = 0;
    long timeOuts = 0;
    List<TimePart> parts = time == null ? List.of() : time.division().parts();
    for (TimePart part : parts) {
      if (part.cause().group() == TimeGroup.LOSS && part.sender() == direction) {
        cost += part.nanos();
        timeOuts += part.cause() == TimeCause.LOSS_TIMEOUT ? part.intervals() : 0;
      }
    }
    if (seen.stuck.isBlackHole()) {
      found(blackHole(record, sender, receiver, seen, cost));
      return;
    }
    Message.Share share = Message.Share.of(resent.bytes(), payload);
    found(
        new Finding(
            FindingKind.LOSS,
            severity(lost, share.ratio(), isFelt(cost, time)),
            Message.of(
                key(resent, needless, timeOuts),
                Place.text(sender),
                Place.text(receiver),
                resent.retransmissions(),
                share,
                new Message.ByteCount(payload),
                resent.lostOnSenderSide(),
                resent.lostOnReceiverSide(),
                needless,
                timeOuts),
            seen.proof.packets(),
            cost == 0 ? null : new Span(cost),
            Message.of("loss.next", record.name().toString()),
            record.name(),
            lost));
  }

  private static String key(TcpAnalysisRecord.Resending resent, long needless, long timeOuts) {
    boolean isPlaced = resent.lostOnSenderSide() + resent.lostOnReceiverSide() + needless > 0;
    return (isPlaced ? "loss" : "loss.unplaced") + (timeOuts > 0 ? ".time-outs" : "");
  }

  /** Whether it made whoever waited wait so much longer that it was noticed. */
  private static boolean isFelt(long cost, ConnectionTime time) {
    return time != null && isFelt(cost, time.division());
  }

  private static boolean isFelt(long cost, TimeDivision division) {
    long busy = division.durationNanos() - division.nanos(TimeCause.CLIENT_IDLE);
    return cost >= NOTICED_NANOS && cost >= busy / PART;
  }

  /** Could segments of the sender be lost before they came to the place of the capture? */
  private static boolean isBehindLoss(ConnectionTime time, Direction sender) {
    return switch (time.position()) {
      case CLIENT_SIDE -> sender == Direction.FROM_SERVER;
      case SERVER_SIDE -> sender == Direction.FROM_CLIENT;
      case BETWEEN -> true;
      case UNKNOWN -> false; // what is inferred from silence would be inferred from a guess
    };
  }

  /**
   * Segments that were lost before the capture and left no hole: the last ones of a message, of
   * which only the silence tells until the sender's timer ran out.
   */
  private void unseen(
      FlowRecord record,
      EndpointRecord sender,
      EndpointRecord receiver,
      Direction direction,
      TimeDivision division) {
    long cost = timeOuts(division, direction);
    if (!isFelt(cost, division)) {
      return;
    }
    Proof proof = proofOfTimeOuts(record, division, direction);
    found(
        new Finding(
            FindingKind.LOSS,
            Severity.WARNING,
            Message.of("loss.unseen", Place.text(sender), Place.text(receiver), new Span(cost)),
            proof.packets(),
            new Span(cost),
            Message.of("loss.next", record.name().toString()),
            record.name(),
            Math.max(1, proof.packets().size())));
  }

  private static long timeOuts(TimeDivision division, Direction direction) {
    long sum = 0;
    for (TimePart part : division.parts()) {
      if (part.cause() == TimeCause.LOSS_TIMEOUT && part.sender() == direction) {
        sum += part.nanos();
      }
    }
    return sum;
  }

  private static Proof proofOfTimeOuts(
      FlowRecord record, TimeDivision division, Direction direction) {
    Proof proof = new Proof();
    for (TimeInterval each : division.intervals()) {
      if (each.cause() == TimeCause.LOSS_TIMEOUT && each.sender() == direction) {
        proof.add(record.name(), each.toPacket(), each.endNanos());
      }
    }
    return proof;
  }

  /** Seen behind the black hole: nothing of what was sent has come. */
  private static Finding silentBlackHole(
      FlowRecord record,
      EndpointRecord sender,
      EndpointRecord receiver,
      StuckSegment stuck,
      ConnectionTime time,
      Direction direction) {
    Proof proof = new Proof();
    long cost = 0;
    if (time != null) {
      proof = proofOfTimeOuts(record, time.division(), direction);
      cost = timeOuts(time.division(), direction);
    }
    if (proof.flow() == null) {
      proof.addFirst(record);
    }
    return new Finding(
        FindingKind.MTU_BLACK_HOLE,
        Severity.ERROR,
        Message.of(
            "mtu-black-hole.unseen",
            Place.text(sender),
            Place.text(receiver),
            new Message.ByteCount(stuck.unseenBytes())),
        proof.packets(),
        cost == 0 ? null : new Span(cost),
        Message.of("mtu-black-hole.next", Place.text(receiver)),
        record.name(),
        1);
  }

  private static Finding blackHole(
      FlowRecord record, EndpointRecord sender, EndpointRecord receiver, Seen seen, long cost) {
    return new Finding(
        FindingKind.MTU_BLACK_HOLE,
        Severity.ERROR,
        Message.of(
            "mtu-black-hole",
            Place.text(sender),
            Place.text(receiver),
            (long) seen.stuck.length(),
            seen.stuck.times()),
        seen.proof.packets(),
        cost == 0 ? null : new Span(cost),
        Message.of("mtu-black-hole.next", Place.text(receiver)),
        record.name(),
        1);
  }

  private static Severity severity(long lost, double share, boolean isFelt) {
    if (share >= VERY_MUCH && lost >= MANY) {
      return Severity.ERROR;
    }
    if (isFelt || (share >= MUCH && lost >= FEW)) {
      return Severity.WARNING;
    }
    return lost < FEW ? Severity.INFO : Severity.NOTE;
  }
}
