package io.weft.insight.finder;

import io.weft.dissect.Direction;
import io.weft.dissect.Span;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
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
import io.weft.insight.time.SenderCap;
import io.weft.insight.time.TimeGroup;
import java.util.function.Consumer;

/** Senders that keep no more under way than a limit of their own, though more would be taken. */
final class SenderCapFinder implements Finder {
  /** Less of the time is not what makes a transfer slow. */
  private static final int PART = 4;

  /** A shorter time is noticed by nobody. */
  private static final long NOTICED_NANOS = 200_000_000L;

  private final Worst worst = new Worst();

  @Override
  public void onConnection(Flow flow, FlowRecord record, ConnectionTime time) {
    SenderCap cap = time == null ? null : time.cap();
    if (cap == null) {
      return;
    }
    long limited = time.division().nanos(TimeGroup.SENDER_CAP);
    if (cap.rttNanos() <= 0
        || limited < NOTICED_NANOS
        || limited * PART < time.division().durationNanos()) {
      return;
    }
    EndpointRecord sender =
        cap.sender() == Direction.FROM_CLIENT ? record.client() : record.server();
    Proof proof = new Proof();
    proof.addFirst(record);
    worst.add(
        new Finding(
            FindingKind.SENDER_CAP,
            Severity.NOTE,
            Message.of(
                "sender-cap",
                Place.text(sender),
                new Message.ByteCount(cap.bytes()),
                new Span(cap.rttNanos()),
                new Message.BitRate(cap.bytes() * 8e9 / cap.rttNanos()),
                new Span(limited)),
            proof.packets(),
            new Span(limited),
            Message.of("sender-cap.next", Place.text(sender), record.name().toString()),
            record.name(),
            1));
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    worst.forEach(findings);
  }
}
