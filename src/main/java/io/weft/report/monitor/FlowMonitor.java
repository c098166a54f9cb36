package io.weft.report.monitor;

import io.weft.analysis.PacketListener;
import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.flow.ActiveFlows;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
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
 * Finds out during an analysis which flows are the busiest, and what was exchanged last. An
 * analyzer gets it both as flow listener and as packet listener; all methods are called on the
 * thread that analyses.
 *
 * <p>A sample looks only at flows that had packets since the sample before, and at no more than
 * {@link #MAX_ACTIVE} of them, so that its time is bounded. Of these it goes on to watch the first
 * {@link #MAX_WATCHED} in each order. When a flow comes to be among them, only the packets since
 * the sample before count for its rate.
 */
public final class FlowMonitor implements FlowListener, PacketListener {
  /** How many flows a sample looks at. As many take some milliseconds. */
  static final int MAX_ACTIVE = 1 << 16;

  /** How many flows of each order are watched: more than any screen has lines. */
  static final int MAX_WATCHED = 1024;

  /** How many samples are kept. Rates are those from the oldest to the newest of them. */
  static final int SAMPLES = 5;

  private static final int MAX_EXCHANGES = 256;

  private final SampleRing ring = new SampleRing(SAMPLES);
  private final long[] ringPackets = new long[SAMPLES];
  private final long[] ringBytes = new long[SAMPLES];
  private final Map<Flow, WatchedFlow> watched = new HashMap<>();
  private final ArrayDeque<MonitorView.Recent> exchanges = new ArrayDeque<>(MAX_EXCHANGES);
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
   * @param selection the flows that are shown; totals are those of all flows
   */
  public FlowMonitor(FlowSelection selection) {
    this(selection, flow -> flow);
  }

  /**
   * @param selection the flows that are shown; totals are those of all flows
   * @param completion adds to the record of a flow what is known elsewhere, such as its processes
   */
  public FlowMonitor(FlowSelection selection, UnaryOperator<FlowRecord> completion) {
    this.selection = selection;
    this.completion = completion;
  }

  /**
   * @param flows must not be null: the analysis must track flows
   */
  @Override
  public void onBegin(OpenFlows flows) {
    open = flows;
    active = flows.watch(MAX_ACTIVE);
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
    if (exchanges.size() == MAX_EXCHANGES) {
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
   * Takes a sample of all counts. To be called about once a second; rates are those of the last
   * four intervals.
   *
   * @param nanos the time in nanoseconds, of any clock, later than at the last call
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
      first.addAll(first(candidates, order, MAX_WATCHED));
    }
    watched.values().retainAll(first);
    for (WatchedFlow each : first) {
      if (watched.putIfAbsent(each.flow, each) == null) {
        each.keep(ring.slots());
        each.sample(ring);
      }
    }
  }

  /** The flows that stand first in the order, as a set: the collection itself is not sorted. */
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
   * What was known at the last sample.
   *
   * @param filter words that a flow or an exchange must have to be in the view; empty for all
   * @param maxFlows how many flows the view has at most
   * @param maxExchanges how many exchanges the view has at most
   */
  public MonitorView view(MonitorOrder order, String filter, int maxFlows, int maxExchanges) {
    MonitorFilter words = new MonitorFilter(filter);
    List<MonitorView.Row> rows =
        watched.values().stream()
            .sorted(
                by(order)
                    .thenComparing(each -> each.flow.startNanos())
                    .thenComparing(each -> each.flow.ipProtocol())
                    .thenComparing(each -> each.flow.stream()))
            .map(this::row)
            .filter(row -> selection.matches(row.flow()) && words.matches(row.flow()))
            .limit(maxFlows)
            .toList();
    boolean isSampled = !ring.isEmpty();
    long over = ended + open.closed();
    List<MonitorView.Recent> recent = exchanges.stream().filter(words::matches).toList();
    return new MonitorView(
        lastNanos - firstNanos,
        packets,
        bytes,
        isSampled ? ring.perSecond(difference(ringPackets)) : 0,
        isSampled ? ring.perSecond(8 * difference(ringBytes)) : 0,
        open.repeatedSegments(),
        open.begun() - over,
        over,
        unwatched,
        order,
        rows,
        recent.subList(Math.max(0, recent.size() - maxExchanges), recent.size()));
  }

  /** The record of a flow that is watched; null where it is not, or has left. */
  public FlowRecord record(FlowName name) {
    for (WatchedFlow each : watched.values()) {
      if (each.flow.stream() == name.stream() && each.flow.ipProtocol() == name.ipProtocol()) {
        return completion.apply(open.record(each.flow));
      }
    }
    return null;
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
