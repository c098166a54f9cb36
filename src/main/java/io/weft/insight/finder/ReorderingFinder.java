package io.weft.insight.finder;

import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
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

  @Override
  void look(Flow flow, Side side, ConnectionTime time) {
    FlowRecord record = side.record();
    EndpointRecord sender = side.own();
    long overtaken = side.ofOwn().resending().outOfOrder();
    long packets = sender.volume().packets();
    if (overtaken < FEW || overtaken < MUCH * packets) {
      return;
    }
    Proof proof = new Proof();
    proof.addFirst(record);
    found(
        new Finding(
            FindingKind.REORDERING,
            Severity.NOTE,
            Message.of(
                "reordering",
                Place.text(sender),
                overtaken,
                packets,
                Message.Share.of(overtaken, packets)),
            proof.packets(),
            null,
            Message.of("reordering.next", record.name().toString()),
            record.name(),
            overtaken));
  }
}
