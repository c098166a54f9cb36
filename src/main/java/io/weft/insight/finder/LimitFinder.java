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
import io.weft.insight.proof.MainPart;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.insight.proof.Worst;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.TimeCause;
import java.util.function.Consumer;

/**
 * Transfers that took as long as they did although nothing went wrong: the sender's program wrote
 * no faster, or the path carried no more.
 */
final class LimitFinder implements Finder {
  private static final long SEGMENT_BYTES = 1460;

  /** Less would have gone in the first flight (RFC 6928): no rate can be told from it. */
  private static final long LEAST_BYTES = 10 * SEGMENT_BYTES;

  /**
   * A sender that lets more time pass for each full segment is in the middle of no transfer: it
   * speaks when it has news, and who waits for it waits for these.
   */
  private static final long NANOS_A_SEGMENT = 200_000_000L;

  private final Worst worst = new Worst();

  @Override
  public void onConnection(Flow flow, FlowRecord record, ConnectionTime time) {
    look(FindingKind.SLOW_SENDER, TimeCause.APPLICATION, record, time);
    look(FindingKind.PATH_LIMIT, TimeCause.PATH, record, time);
  }

  private void look(FindingKind kind, TimeCause cause, FlowRecord record, ConnectionTime time) {
    MainPart main = MainPart.of(time, cause);
    if (main == null) {
      return;
    }
    boolean isClient = main.part().sender() == Direction.FROM_CLIENT;
    EndpointRecord sender = isClient ? record.client() : record.server();
    EndpointRecord receiver = isClient ? record.server() : record.client();
    long bytes = sender.volume().payloadBytes();
    if (!isTransfer(bytes, main.part().nanos())) {
      return;
    }
    Proof proof = new Proof();
    main.prove(proof, record.name());
    Span cost = new Span(main.part().nanos());
    worst.add(
        new Finding(
            kind,
            Severity.NOTE,
            Message.of(
                kind.id(),
                Place.text(sender),
                Place.text(receiver),
                cost,
                main.share(),
                new Message.ByteCount(bytes),
                new Message.BitRate(bytes * 8e9 / main.busyNanos())),
            proof.packets(),
            cost,
            Message.of(kind.id() + ".next", Place.text(sender), record.name().toString()),
            record.name(),
            1));
  }

  private static boolean isTransfer(long bytes, long nanos) {
    return bytes >= LEAST_BYTES && nanos <= bytes / SEGMENT_BYTES * NANOS_A_SEGMENT;
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    worst.forEach(findings);
  }
}
