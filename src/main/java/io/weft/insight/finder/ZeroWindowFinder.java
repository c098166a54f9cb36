package io.weft.insight.finder;

import io.weft.dissect.Arrival;
import io.weft.dissect.Span;
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

/** Receivers whose buffer is full, because their program does not read. */
final class ZeroWindowFinder extends SideFinder {
  /** Users notice a delay from about 200 ms on. */
  private static final long NOTICED_NANOS = 200_000_000L;

  /** Estimated memory of what is kept of an open connection whose window was closed, in bytes. */
  private static final int BYTES_EACH = 1024;

  /** The packets that closed a window, of connections that are open. */
  private final PerSide<Proof> open = new PerSide<>(Proof::new, BYTES_EACH);

  @Override
  public boolean wantsSegments() {
    return true;
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    if (segment.window() != 0 || segment.isReset() || segment.isSyn() || segment.isCopy()) {
      return;
    }
    open.of(flow, segment.direction()).add(flow.name(), arrival.number(), arrival.nanos());
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
    EndpointRecord receiver = side.own();
    long closed = side.ofOwn().windows().zeroNanos();
    long times = receiver.stream().segments().zeroWindows();
    if (closed <= 0 || times == 0) {
      return;
    }
    Proof proof = open.known(flow, side.direction());
    if (proof == null || proof.flow() == null) {
      proof = new Proof();
      proof.addFirst(record);
    }
    found(
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
}
