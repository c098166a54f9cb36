package io.weft.insight.finder;

import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.flow.FlowCounters;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.NeighborMessage;
import io.weft.flow.TcpSegment;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.application.ApplicationFinders;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.TimeAnalysis;
import io.weft.insight.time.TimeSink;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Has all finders listen to the flows of a capture. Losses, windows and the like are only found
 * where TCP was analysed, and wrong checksums where they were verified: see {@link
 * io.weft.flow.FlowConfig}.
 */
public final class Findings implements FlowListener {
  /** As many of a kind as anybody reads; of the others the number is told. */
  private static final int MAX_OF_A_KIND = 10;

  private final List<FlowListener> listeners = new ArrayList<>();
  private final List<Finder> finders;
  private final TimeAnalysis times = new TimeAnalysis(new Times());
  private final List<Finder> segmentFinders;
  private final List<Finder> neighborFinders;
  private long latestNanos;

  /** Is it known where the time of the connection went that has left? */
  private boolean isDivided;

  public Findings() {
    AttemptLedger attempts = new AttemptLedger();
    TtlFinder timesToLive = new TtlFinder();
    List<Finder> all =
        new ArrayList<>(
            List.of(
                new UnansweredFinder(attempts),
                new RefusedFinder(attempts),
                new ScanFinder(attempts),
                new FloodFinder(attempts),
                new IcmpFinder(timesToLive),
                new ResetFinder(timesToLive),
                new HandshakeFinder(),
                new BoxFinder(),
                new LossFinder(),
                new ReorderingFinder(),
                new DuplicatesFinder(timesToLive),
                new CaptureLossFinder(),
                new AsymmetryFinder(),
                new ZeroWindowFinder(),
                new WindowFinder(),
                new ChecksumFinder(),
                new KeepAliveFinder(),
                timesToLive,
                new NeighborFinder(),
                new SenderCapFinder(),
                new LimitFinder(),
                new MssFinder(),
                new CounterFinder()));
    all.addAll(ApplicationFinders.all());
    finders = List.copyOf(all);
    listeners.add(attempts);
    listeners.addAll(finders);
    segmentFinders = finders.stream().filter(Finder::wantsSegments).toList();
    neighborFinders = finders.stream().filter(Finder::wantsNeighbors).toList();
  }

  /** Hands on where the time of connections went. */
  private final class Times implements TimeSink {
    @Override
    public boolean wantsExchanges() {
      return false; // finders ask for connections
    }

    @Override
    public void onConnection(Flow flow, FlowRecord record, ConnectionTime time) {
      isDivided = true;
      for (Finder each : finders) {
        each.onConnection(flow, record, time);
      }
    }
  }

  /**
   * What was found.
   *
   * @param worst the worst first, at most ten of each kind
   * @param omitted how many more there are, by their kind
   */
  public record Result(List<Finding> worst, Map<FindingKind, Integer> omitted) {}

  @Override
  public boolean wantsSegments() {
    return true;
  }

  @Override
  public boolean wantsNeighbors() {
    return true;
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    latestNanos = Math.max(latestNanos, arrival.nanos());
    times.onSegment(flow, segment, arrival);
    for (Finder each : segmentFinders) {
      each.onSegment(flow, segment, arrival);
    }
  }

  @Override
  public void onNeighbor(NeighborMessage message, Arrival arrival) {
    for (Finder each : neighborFinders) {
      each.onNeighbor(message, arrival);
    }
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    times.onReversed(flow, arrival);
    for (Finder each : finders) {
      each.onReversed(flow, arrival);
    }
  }

  @Override
  public long keptBytes() {
    long bytes = times.keptBytes();
    for (Finder each : segmentFinders) {
      bytes += each.keptBytes();
    }
    return bytes;
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    times.onExchange(flow, exchange, arrival);
    for (FlowListener each : listeners) {
      each.onExchange(flow, exchange, arrival);
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    latestNanos = Math.max(latestNanos, record.times().endNanos());
    for (FlowListener each : listeners) {
      each.onClosed(flow, record);
    }
    isDivided = false;
    times.onClosed(flow, record);
    if (!isDivided && record.tcp() != null) {
      for (Finder each : finders) {
        each.onConnection(flow, record, null);
      }
    }
  }

  /** Forgets what was heard of a flow that has left: it is not to be looked at. */
  public void forget(Flow flow) {
    times.forget(flow);
    for (Finder each : segmentFinders) {
      each.forget(flow);
    }
  }

  /** What is known by now of flows that have ended; may be asked again. */
  public Result soFar() {
    return result(null, 0);
  }

  /**
   * What is known at the end of the capture.
   *
   * @param strayTimes packets whose times are not believed
   */
  public Result atEnd(FlowCounters counters, long strayTimes) {
    return result(counters, strayTimes);
  }

  private Result result(FlowCounters counters, long strayTimes) {
    CaptureState state = new CaptureState(latestNanos, counters, strayTimes);
    List<Finding> all = new ArrayList<>();
    for (Finder each : finders) {
      each.report(state, all::add);
    }
    all.sort(Finding.WORST_FIRST);
    List<Finding> worst = new ArrayList<>();
    Map<FindingKind, Integer> kept = new EnumMap<>(FindingKind.class);
    Map<FindingKind, Integer> omitted = new EnumMap<>(FindingKind.class);
    for (Finding each : all) {
      if (kept.merge(each.kind(), 1, Integer::sum) <= MAX_OF_A_KIND) {
        worst.add(each);
      } else {
        omitted.merge(each.kind(), 1, Integer::sum);
      }
    }
    return new Result(List.copyOf(worst), omitted);
  }
}
