package io.weft.insight.finder;

import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.insight.proof.Worst;
import java.util.function.Consumer;

/** Segments that others overtook on their way. */
final class ReorderingFinder implements Finder {
  /** One or two may be an accident of the capture. */
  private static final int FEW = 3;

  /**
   * Below a thousandth of the packets no sender takes reordering for loss often enough to matter.
   */
  private static final double MUCH = 0.001;

  private final Worst worst = new Worst();

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (record.tcp() == null || record.tcp().analysis() == null) {
      return;
    }
    TcpAnalysisRecord analysis = record.tcp().analysis();
    side(record, record.client(), analysis.client());
    side(record, record.server(), analysis.server());
  }

  private void side(FlowRecord record, EndpointRecord sender, TcpAnalysisRecord.Side by) {
    long overtaken = by.resending().outOfOrder();
    long packets = sender.volume().packets();
    if (overtaken < FEW || overtaken < MUCH * packets) {
      return;
    }
    Proof proof = new Proof();
    proof.addFirst(record);
    worst.add(
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

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    worst.forEach(findings);
  }
}
