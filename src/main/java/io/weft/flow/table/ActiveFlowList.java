package io.weft.flow.table;

import io.weft.flow.ActiveFlows;
import java.util.Arrays;

/** The flows that had packets, as far as there is room; the first ones stay. */
public final class ActiveFlowList implements ActiveFlows {
  private final TrackedFlow[] flows;
  private final long[] packetsBefore;
  private final long[] bytesBefore;
  private int count;
  private long unlisted;

  /**
   * @param capacity flows with packets that are kept between two looks, at least 1
   */
  public ActiveFlowList(int capacity) {
    flows = new TrackedFlow[capacity];
    packetsBefore = new long[capacity];
    bytesBefore = new long[capacity];
  }

  /** Takes a flow that is not on the list, with its numbers before the packet in hand. */
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
