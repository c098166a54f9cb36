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
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.TimeCause;
import io.weft.insight.time.TimeInterval;
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
    long waited = waitedForAnswer(record, handshake);
    if (waited <= 0) {
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

  /** From the first SYN to the one that was answered, in nanoseconds; 0 where that is the first. */
  private static long waitedForAnswer(FlowRecord record, TcpRecord.Handshake handshake) {
    boolean isAnswered =
        handshake.synAckNanos() != TcpRecord.UNKNOWN && handshake.synNanos() != TcpRecord.UNKNOWN;
    return isAnswered && handshake.synCount() > 1
        ? Math.max(0, handshake.synNanos() - record.times().startNanos())
        : 0;
  }

  @Override
  public void onConnection(Flow flow, FlowRecord record, ConnectionTime time) {
    TcpRecord.Handshake handshake = record.tcp() == null ? null : record.tcp().handshake();
    if (time == null || handshake == null || handshake.rttNanos() == TcpRecord.UNKNOWN) {
      return; // it was never completed, and others tell of that
    }
    if (waitedForAnswer(record, handshake) > 0) {
      return; // this has been told
    }
    long waited = time.division().nanos(TimeCause.CONNECT_RETRY);
    if (waited <= 0) {
      return;
    }
    Proof proof = new Proof();
    for (TimeInterval each : time.division().intervals()) {
      if (each.cause() == TimeCause.CONNECT_RETRY) {
        proof.add(record.name(), each.toPacket(), each.endNanos());
      }
    }
    worst.add(
        new Finding(
            FindingKind.HANDSHAKE_LOSS,
            Severity.WARNING,
            Message.of(
                "handshake-loss.answer",
                Place.text(record.server()),
                Place.text(record.client()),
                new Span(waited)),
            proof.packets(),
            new Span(waited),
            Message.of("handshake-loss.answer.next", record.name().toString()),
            record.name(),
            1));
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    worst.forEach(findings);
  }
}
