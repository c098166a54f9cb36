package io.weft.report.text;

import io.weft.flow.FlowRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Finds the flows that stand first in an order, among any number of flows. It keeps only those.
 *
 * @param <T> what is kept of a flow
 */
public final class TopFlows<T> {
  /** Flows with equal keys stand in the order of their first packets. */
  private static final Comparator<Entry<?>> FIRST =
      Comparator.<Entry<?>>comparingLong(Entry::key)
          .thenComparingLong(Entry::firstPacket)
          .thenComparingInt(Entry::ipProtocol)
          .thenComparingLong(Entry::stream);

  private final FlowOrder order;
  private final int capacity;
  private final Function<FlowRecord, T> keeping;
  private final PriorityQueue<Entry<T>> worstFirst = new PriorityQueue<>(FIRST.reversed());
  private long offered;

  /**
   * @param capacity how many flows are kept, at least 1
   * @param keeping makes what is kept of a flow; called only for flows that are among the first
   *     when they are offered
   */
  public TopFlows(FlowOrder order, int capacity, Function<FlowRecord, T> keeping) {
    this.order = order;
    this.capacity = capacity;
    this.keeping = keeping;
  }

  private record Entry<T>(long key, long firstPacket, int ipProtocol, long stream, T kept) {
    Entry(FlowOrder order, FlowRecord flow, T kept) {
      this(order.key(flow), flow.times().firstPacket(), flow.ipProtocol(), flow.stream(), kept);
    }
  }

  /** Takes a flow into account. */
  public void offer(FlowRecord flow) {
    offered++;
    if (worstFirst.size() < capacity) {
      worstFirst.add(new Entry<>(order, flow, keeping.apply(flow)));
      return;
    }
    Entry<T> candidate = new Entry<>(order, flow, null);
    if (FIRST.compare(candidate, worstFirst.peek()) < 0) {
      worstFirst.remove();
      worstFirst.add(new Entry<>(order, flow, keeping.apply(flow)));
    }
  }

  /** How many flows were offered. */
  long offered() {
    return offered;
  }

  /** What is kept of the first flows, in their order. */
  public List<T> sorted() {
    List<Entry<T>> entries = new ArrayList<>(worstFirst);
    entries.sort(FIRST);
    return entries.stream().map(Entry::kept).toList();
  }
}
