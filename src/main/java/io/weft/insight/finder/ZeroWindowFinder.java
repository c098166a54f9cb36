package io.weft.insight.finder;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
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
import java.util.IdentityHashMap;

/** Receivers whose buffer is full, because their program does not read. */
final class ZeroWindowFinder extends SideFinder {
  /** Users notice a delay from about 200 ms on. */
  private static final long NOTICED_NANOS = 200_000_000L;

  /** Estimated memory of what is kept of an open connection whose window was closed, in bytes. */
  private static final int BYTES_EACH = 1024;

  /** The packets that closed a window, of connections that are open. */
  private final IdentityHashMap<Flow, Proofs> open = new IdentityHashMap<>();

  private record Proofs(Proof client, Proof server) {
    Proof of(Direction receiver) {
      return receiver == Direction.FROM_CLIENT ? client : server;
    }
  }

  @Override
  public boolean wantsSegments() {
    return true;
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    if (segment.window() != 0 || segment.isReset() || segment.isSyn() || segment.isCopy()) {
      return;
    }
    Proofs proofs = open.get(flow);
    if (proofs == null) {
      proofs = new Proofs(new Proof(), new Proof());
      open.put(flow, proofs);
    }
    proofs.of(segment.direction()).add(flow.name(), arrival.number(), arrival.nanos());
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    open.computeIfPresent(flow, (key, known) -> new Proofs(known.server(), known.client()));
  }

  @Override
  public void forget(Flow flow) {
    open.remove(flow);
  }

  @Override
  public long keptBytes() {
    return (long) BYTES_EACH * open.size();
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
    Proofs proofs = open.get(flow);
    Proof proof = proofs == null ? new Proof() : proofs.of(side.direction());
    if (proof.flow() == null) {
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
