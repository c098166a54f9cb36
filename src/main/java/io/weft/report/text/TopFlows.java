package io.weft.report.text;

import io.weft.flow.FlowRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * The first flows in an order, out of any number, in memory for those alone.
 *
 * @param <T> what is kept of a flow
 */
public final class TopFlows<T> {
  /** Flows that are equal otherwise stand in the order of their first packets. */
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
   * @param capacity at least 1
   * @param keeping called for each flow that makes its way into the list, if only for a while
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
  public long offered() {
    return offered;
  }

  /** The first ones, in order. */
  public List<T> sorted() {
    List<Entry<T>> entries = new ArrayList<>(worstFirst);
    entries.sort(FIRST);
    return entries.stream().map(Entry::kept).toList();
  }
}
