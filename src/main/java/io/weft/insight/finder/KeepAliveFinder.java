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
import io.weft.insight.proof.Flags;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.insight.proof.Worst;
import java.util.function.Consumer;

/** Connections whose peer has gone without a word: keep-alives get no answer. */
final class KeepAliveFinder implements Finder {
  /** One or two answers may be lost. */
  private static final int FEW = 3;

  private final Worst worst = new Worst();

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (record.tcp() == null || record.tcp().analysis() == null) {
      return;
    }
    TcpAnalysisRecord analysis = record.tcp().analysis();
    side(record, record.client(), record.server(), analysis.client(), analysis.server());
    side(record, record.server(), record.client(), analysis.server(), analysis.client());
  }

  private void side(
      FlowRecord record,
      EndpointRecord asking,
      EndpointRecord asked,
      TcpAnalysisRecord.Side of,
      TcpAnalysisRecord.Side peer) {
    long sent = Flags.packets(of, "keep_alive");
    long answered = Flags.packets(peer, "keep_alive_ack");
    boolean isProbing = asked.stream().segments().zeroWindows() > 0; // such probes look the same
    if (sent - answered < FEW || isProbing) {
      return;
    }
    Proof proof = new Proof();
    proof.addClose(record);
    worst.add(
        new Finding(
            FindingKind.KEEP_ALIVE_DEATH,
            Severity.WARNING,
            Message.of(
                "keep-alive-death", Place.text(asking), Place.text(asked), sent - answered, sent),
            proof.packets(),
            null,
            Message.of("keep-alive-death.next", Place.text(asked), record.name().toString()),
            record.name(),
            sent - answered));
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    worst.forEach(findings);
  }
}
