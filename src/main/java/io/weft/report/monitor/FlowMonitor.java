package io.weft.report.monitor;

import io.weft.analysis.PacketListener;
import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.flow.ActiveFlows;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.OpenFlows;
import io.weft.report.FlowSelection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Watches flows while packets go by: which are busiest now, and what was exchanged last. To be
 * given to an analyzer both as flow and as packet listener, and used by the thread that analyses.
 *
 * <p>However many flows are open, a sample looks at those only that had packets since the one
 * before, and at no more than {@link #ACTIVE} of them; and of those only the first {@link #KEPT} of
 * each order are watched on. A flow that comes to be among them later has its rate over the last
 * interval only, until it has been watched for longer.
 */
public final class FlowMonitor implements FlowListener, PacketListener {
  /** Flows with packets that a sample looks at. A look at so many takes some milliseconds. */
  static final int ACTIVE = 1 << 16;

  /** First flows of each order that are watched on; more than any screen has lines. */
  static final int KEPT = 1024;

  /** Rates are over the time between the oldest and the newest of so many samples. */
  static final int SAMPLES = 5;

  private static final int EXCHANGES = 256;

  private final SampleRing ring = new SampleRing(SAMPLES);
  private final long[] ringPackets = new long[SAMPLES];
  private final long[] ringBytes = new long[SAMPLES];
  private final Map<Flow, WatchedFlow> watched = new HashMap<>();
  private final ArrayDeque<MonitorView.Recent> exchanges = new ArrayDeque<>(EXCHANGES);
  private final FlowSelection selection;
  private final UnaryOperator<FlowRecord> completion;
  private OpenFlows open;
  private ActiveFlows active;
  private long packets;
  private long bytes;
  private long ended;
  private long firstNanos;
  private long lastNanos;
  private long unwatched;

  /**
   * @param selection of the flows that are told of; totals and rates of the line are of all
   */
  public FlowMonitor(FlowSelection selection) {
    this(selection, flow -> flow);
  }

  /**
   * @param completion adds to the record of a flow what is known elsewhere
   */
  public FlowMonitor(FlowSelection selection, UnaryOperator<FlowRecord> completion) {
    this.selection = selection;
    this.completion = completion;
  }

  /**
   * @param flows must be tracked
   */
  @Override
  public void onBegin(OpenFlows flows) {
    open = flows;
    active = flows.watch(ACTIVE);
  }

  @Override
  public void onPacket(Packet packet) {
    packets++;
    bytes += packet.originalLength();
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (!selection.isAll() && !selection.matches(open.record(flow))) {
      return;
    }
    if (exchanges.size() == EXCHANGES) {
      exchanges.removeFirst();
    }
    exchanges.addLast(new MonitorView.Recent(flow.name(), exchange));
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    ended++;
    watched.remove(flow);
  }

  /**
   * Takes a sample, about once a second: rates are told from the last few.
   *
   * @param nanos the time, later with every call
   */
  public void sample(long nanos) {
    if (ring.isEmpty()) {
      firstNanos = nanos;
    }
    lastNanos = nanos;
    ring.add(nanos);
    ringPackets[ring.newest()] = packets;
    ringBytes[ring.newest()] = bytes;
    List<WatchedFlow> candidates = new ArrayList<>(watched.values());
    unwatched =
        active.take(
            (flow, packetsBefore, bytesBefore) -> {
              if (!watched.containsKey(flow)) {
                candidates.add(new WatchedFlow(flow, packetsBefore, bytesBefore));
              }
            });
    watched.values().forEach(each -> each.sample(ring));
    Set<WatchedFlow> first = new HashSet<>();
    for (MonitorOrder order : MonitorOrder.values()) {
      first.addAll(first(candidates, order, KEPT));
    }
    watched.values().retainAll(first);
    for (WatchedFlow each : first) {
      if (watched.putIfAbsent(each.flow, each) == null) {
        each.keep(ring.slots());
        each.sample(ring);
      }
    }
  }

  /** The first ones of the order, in no order themselves. */
  private static Collection<WatchedFlow> first(
      List<WatchedFlow> candidates, MonitorOrder order, int count) {
    if (candidates.size() <= count) {
      return candidates;
    }
    PriorityQueue<WatchedFlow> lastFirst = new PriorityQueue<>(count + 1, by(order).reversed());
    long least = 0;
    for (WatchedFlow each : candidates) {
      if (lastFirst.size() == count && each.key(order) <= least) {
        continue;
      }
      lastFirst.add(each);
      if (lastFirst.size() > count) {
        lastFirst.remove();
      }
      least = lastFirst.peek().key(order);
    }
    return lastFirst;
  }

  private static Comparator<WatchedFlow> by(MonitorOrder order) {
    return Comparator.<WatchedFlow>comparingLong(each -> each.key(order)).reversed();
  }

  /**
   * What there is to see, as of the last sample.
   *
   * @param mostFlows how many flows to tell of, at most
   * @param mostExchanges likewise
   */
  public MonitorView view(MonitorOrder order, int mostFlows, int mostExchanges) {
    List<MonitorView.Row> rows =
        watched.values().stream()
            .sorted(
                by(order)
                    .thenComparing(each -> each.flow.startNanos())
                    .thenComparing(each -> each.flow.ipProtocol())
                    .thenComparing(each -> each.flow.stream()))
            .map(this::row)
            .filter(row -> selection.matches(row.flow()))
            .limit(mostFlows)
            .toList();
    boolean isSampled = !ring.isEmpty();
    return new MonitorView(
        lastNanos - firstNanos,
        packets,
        bytes,
        isSampled ? ring.perSecond(difference(ringPackets)) : 0,
        isSampled ? ring.perSecond(8 * difference(ringBytes)) : 0,
        open.retransmissions(),
        open.begun() - ended,
        ended,
        unwatched,
        order,
        rows,
        exchanges.stream().skip(Math.max(0, exchanges.size() - mostExchanges)).toList());
  }

  private long difference(long[] values) {
    return values[ring.newest()] - values[ring.oldest()];
  }

  private MonitorView.Row row(WatchedFlow each) {
    return new MonitorView.Row(
        completion.apply(open.record(each.flow)),
        each.packetsPerSecond(ring),
        each.bitsPerSecond(ring));
  }
}
