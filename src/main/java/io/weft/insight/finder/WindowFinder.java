package io.weft.insight.finder;

import io.weft.dissect.Direction;
import io.weft.dissect.Span;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.TimeCause;
import io.weft.insight.time.TimePart;
import java.util.List;

/** Receive windows that are too small for the round-trip time, so that the sender has to wait. */
final class WindowFinder extends SideFinder {
  /** On shorter paths even 64 KiB a round trip are more than 50 Mbit/s. */
  private static final long LONG_PATH_NANOS = 10_000_000L;

  /** The sender leaves less than a segment of most windows free where the window stops it. */
  private static final double FULL = 0.9;

  /** Users notice what takes as long. */
  private static final long NOTICED_NANOS = 200_000_000L;

  /** Less of the time is not what makes a transfer slow. */
  private static final int PART = 4;

  /** Fewer windows than this went over before start-up was through. */
  private static final int MIN_WINDOWS = 4;

  /** How long a sender waited for room in a full window, in nanoseconds. */
  private static long waited(ConnectionTime time, Direction sender) {
    long sum = 0;
    for (TimePart part : time == null ? List.<TimePart>of() : time.division().parts()) {
      if (part.cause() == TimeCause.WINDOW_FULL && part.sender() == sender) {
        sum += part.nanos();
      }
    }
    return sum;
  }

  @Override
  void look(Flow flow, Side side, ConnectionTime time) {
    FlowRecord record = side.record();
    EndpointRecord receiver = side.peer();
    long waited = waited(time, side.direction());
    long window = side.ofPeer().windows().largest();
    TcpRecord.Handshake handshake = record.tcp().handshake();
    if (window <= 0 || handshake == null || handshake.rttNanos() < LONG_PATH_NANOS) {
      return;
    }
    if (receiver.stream().segments().zeroWindows() > 0) {
      return; // its program did not read: a larger window would have been full as soon
    }
    boolean isFull = side.ofOwn().windows().largestInFlight() >= FULL * window;
    boolean isFelt = waited >= NOTICED_NANOS && waited >= record.durationNanos() / PART;
    if (!(isFull || isFelt) || side.own().volume().payloadBytes() < MIN_WINDOWS * window) {
      return;
    }
    long rtt = handshake.rttNanos();
    boolean isUnscaled =
        handshake.client() != null
            && handshake.server() != null
            && (handshake.client().windowScale() < 0 || handshake.server().windowScale() < 0);
    FindingKind kind = isUnscaled ? FindingKind.WINDOW_SCALING : FindingKind.SMALL_WINDOW;
    Proof proof = new Proof();
    proof.addFirst(record);
    found(
        new Finding(
            kind,
            isUnscaled ? Severity.WARNING : Severity.NOTE,
            Message.of(
                kind.id(),
                Place.text(receiver),
                new Message.ByteCount(window),
                new Span(rtt),
                new Message.BitRate(window * 8e9 / rtt),
                isUnscaled && handshake.client().windowScale() < 0
                    ? Place.text(record.client())
                    : Place.text(record.server())),
            proof.packets(),
            waited == 0 ? null : new Span(waited),
            Message.of(kind.id() + ".next", Place.text(receiver), record.name().toString()),
            record.name(),
            1));
  }
}
