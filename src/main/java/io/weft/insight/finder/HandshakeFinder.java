package io.weft.insight.finder;

import io.weft.dissect.Span;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
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

/** Connections whose SYN had to be sent again before the server answered. */
final class HandshakeFinder implements Finder {
  private final Worst worst = new Worst();

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    TcpRecord tcp = record.tcp();
    if (tcp == null || tcp.handshake() == null || record.identity().continued()) {
      return;
    }
    TcpRecord.Handshake handshake = tcp.handshake();
    boolean isAnswered =
        handshake.synAckNanos() != TcpRecord.UNKNOWN && handshake.synNanos() != TcpRecord.UNKNOWN;
    long waited = handshake.synNanos() - record.times().startNanos();
    if (!isAnswered || handshake.synCount() < 2 || waited <= 0) {
      return;
    }
    Proof proof = new Proof();
    proof.addFirst(record);
    worst.add(
        new Finding(
            FindingKind.HANDSHAKE_LOSS,
            Severity.WARNING,
            Message.of(
                "handshake-loss",
                Place.text(record.client()),
                Place.text(record.server()),
                (long) handshake.synCount(),
                new Span(waited)),
            proof.packets(),
            new Span(waited),
            Message.of("handshake-loss.next", record.name().toString()),
            record.name(),
            1));
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    worst.forEach(findings);
  }
}
