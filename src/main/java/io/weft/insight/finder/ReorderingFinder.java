package io.weft.insight.finder;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpSegment;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.insight.time.ConnectionTime;

/** Segments that others overtook on their way. */
final class ReorderingFinder extends SideFinder {
  /** One or two may be an accident of the capture. */
  private static final int FEW = 3;

  /**
   * Below a thousandth of the packets no sender takes reordering for loss often enough to matter.
   */
  private static final double MUCH = 0.001;

  /** Estimated memory of what is kept of an open connection, in bytes. */
  private static final int BYTES_EACH = 512;

  /** Connections in which a receiver told of a hole, or data came late or again. */
  private final PerSide<HoleWatch> open = new PerSide<>(HoleWatch::new, BYTES_EACH);

  @Override
  public boolean wantsSegments() {
    return true;
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    if (segment.isCopy()) {
      return;
    }
    if (segment.length() > 0 && (segment.isRetransmission() || segment.isOutOfOrder())) {
      open.of(flow, segment.direction()).onLate(segment);
    }
    Direction acknowledged = segment.direction().opposite();
    HoleWatch peer = open.known(flow, acknowledged);
    if (peer == null && segment.hasSelectiveAck()) {
      peer = open.of(flow, acknowledged);
    }
    if (peer != null && segment.isAck()) {
      peer.onAcknowledgment(flow, segment, arrival);
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
    FlowRecord record = side.record();
    EndpointRecord sender = side.own();
    long packets = sender.volume().packets();
    long overtaken = side.ofOwn().resending().outOfOrder();
    HoleWatch holes = open.known(flow, side.direction());
    if (isMuch(overtaken, packets)) {
      Proof proof = new Proof();
      proof.addFirst(record);
      found(finding(record, sender, overtaken, "reordering", proof));
    } else if (holes != null && isMuch(holes.closed(), packets)) {
      found(finding(record, sender, holes.closed(), "reordering.behind", holes.proof()));
    }
  }

  private static boolean isMuch(long overtaken, long packets) {
    return overtaken >= FEW && overtaken >= MUCH * packets;
  }

  private static Finding finding(
      FlowRecord record, EndpointRecord sender, long overtaken, String key, Proof proof) {
    long packets = sender.volume().packets();
    return new Finding(
        FindingKind.REORDERING,
        Severity.NOTE,
        Message.of(
            key, Place.text(sender), overtaken, packets, Message.Share.of(overtaken, packets)),
        proof.packets(),
        null,
        Message.of("reordering.next", record.name().toString()),
        record.name(),
        overtaken);
  }
}
