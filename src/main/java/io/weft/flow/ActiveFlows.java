package io.weft.flow;

import java.util.Arrays;

/**
 * Which flows had packets since somebody looked last, and how much they had counted before: whoever
 * watches flows for their rates looks at these alone, however many are open. Bounded; used by the
 * thread that tracks.
 */
public final class ActiveFlows {
  private final Flow[] flows;
  private final long[] packetsBefore;
  private final long[] bytesBefore;
  private int count;
  private long unlisted;

  /**
   * @param capacity flows with packets that are kept between two looks, at least 1; the first ones
   *     stay
   */
  ActiveFlows(int capacity) {
    flows = new Flow[capacity];
    packetsBefore = new long[capacity];
    bytesBefore = new long[capacity];
  }

  /** Takes a flow that is not on the list, with its numbers before the packet in hand. */
  void add(Flow flow, long packets, long bytes) {
    if (count == flows.length) {
      unlisted++;
      return;
    }
    flow.set(Flow.ACTIVE);
    flows[count] = flow;
    packetsBefore[count] = packets;
    bytesBefore[count] = bytes;
    count++;
  }

  /**
   * Hands out the flows on the list that are open still, and empties it.
   *
   * @return packets since the last look, of flows that found no room on the list
   */
  public long take(Taker taker) {
    for (int i = 0; i < count; i++) {
      Flow flow = flows[i];
      if (flow.has(Flow.ACTIVE)) {
        flow.unset(Flow.ACTIVE);
        taker.take(flow, packetsBefore[i], bytesBefore[i]);
      }
    }
    Arrays.fill(flows, 0, count, null);
    count = 0;
    long missed = unlisted;
    unlisted = 0;
    return missed;
  }

  /** Hears of each flow that had packets. */
  @FunctionalInterface
  public interface Taker {
    /**
     * @param flow open still; valid during the call, and until {@link FlowListener#onClosed} tells
     *     of its end
     * @param packetsBefore that the flow had when somebody looked last
     * @param bytesBefore likewise
     */
    void take(Flow flow, long packetsBefore, long bytesBefore);
  }
}
