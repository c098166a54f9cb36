package io.weft.flow.table;

import io.weft.flow.ActiveFlows;
import java.util.Arrays;

/**
 * The list behind {@link ActiveFlows}: flows that have had a packet since the list was last taken.
 * It holds a fixed number of flows; once it is full, packets of further flows are only counted.
 */
public final class ActiveFlowList implements ActiveFlows {
  private final TrackedFlow[] flows;
  private final long[] packetsBefore;
  private final long[] bytesBefore;
  private int count;
  private long unlisted;

  /**
   * @param capacity how many flows the list holds between two calls of {@link #take}, at least 1
   */
  public ActiveFlowList(int capacity) {
    flows = new TrackedFlow[capacity];
    packetsBefore = new long[capacity];
    bytesBefore = new long[capacity];
  }

  /**
   * Puts a flow that is not on the list on it, with the packets and bytes that the flow had counted
   * before the current packet. Where the list is full, the packet is counted as unlisted.
   */
  void add(TrackedFlow flow, long packets, long bytes) {
    if (count == flows.length) {
      unlisted++;
      return;
    }
    flow.set(TrackedFlow.ACTIVE);
    flows[count] = flow;
    packetsBefore[count] = packets;
    bytesBefore[count] = bytes;
    count++;
  }

  @Override
  public long take(Taker taker) {
    for (int i = 0; i < count; i++) {
      TrackedFlow flow = flows[i];
      if (flow.has(TrackedFlow.ACTIVE)) {
        flow.unset(TrackedFlow.ACTIVE);
        taker.take(flow, packetsBefore[i], bytesBefore[i]);
      }
    }
    Arrays.fill(flows, 0, count, null);
    count = 0;
    long missed = unlisted;
    unlisted = 0;
    return missed;
  }
}
