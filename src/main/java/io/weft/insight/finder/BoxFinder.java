package io.weft.insight.finder;

import io.weft.dissect.Span;
import io.weft.flow.EndpointRecord;
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
import io.weft.insight.time.BoxOnTheWay;
import io.weft.insight.time.ConnectionTime;
import java.util.function.Consumer;

/** Boxes that answer handshakes in the name of an end that is much farther away. */
final class BoxFinder implements Finder {
  private final Worst worst = new Worst();

  @Override
  public void onConnection(Flow flow, FlowRecord record, ConnectionTime time) {
    TcpRecord.Handshake handshake = record.tcp().handshake();
    if (time != null && handshake != null) {
      side(record, record.server(), handshake.serverRttNanos(), time.serverRttNanos());
      side(record, record.client(), handshake.clientRttNanos(), time.clientRttNanos());
    }
  }

  private void side(
      FlowRecord record, EndpointRecord end, long handshakeNanos, long acknowledgedNanos) {
    if (!BoxOnTheWay.answers(handshakeNanos, acknowledgedNanos)) {
      return;
    }
    Proof proof = new Proof();
    proof.addFirst(record);
    worst.add(
        new Finding(
            FindingKind.BOX_ANSWERS,
            Severity.NOTE,
            Message.of(
                "box-answers",
                Place.text(end),
                new Span(handshakeNanos),
                new Span(acknowledgedNanos)),
            proof.packets(),
            null,
            Message.of("box-answers.next", Place.text(end)),
            record.name(),
            1));
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    worst.forEach(findings);
  }
}
