package io.weft.insight.finder;

import io.weft.dissect.Span;
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

/** Receivers whose buffer is full, because their program does not read. */
final class ZeroWindowFinder implements Finder {
  /** Users notice a delay from about 200 ms on. */
  private static final long NOTICED_NANOS = 200_000_000L;

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

  private void side(FlowRecord record, EndpointRecord receiver, TcpAnalysisRecord.Side of) {
    long closed = of.windows().zeroNanos();
    long times = receiver.stream().segments().zeroWindows();
    if (closed <= 0 || times == 0) {
      return;
    }
    Proof proof = new Proof();
    proof.addFirst(record);
    worst.add(
        new Finding(
            FindingKind.ZERO_WINDOW,
            closed >= NOTICED_NANOS ? Severity.WARNING : Severity.NOTE,
            Message.of("zero-window", Place.text(receiver), new Span(closed), times),
            proof.packets(),
            new Span(closed),
            Message.of("zero-window.next", Place.text(receiver), record.name().toString()),
            record.name(),
            times));
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    worst.forEach(findings);
  }
}
