package io.weft.flow;

/**
 * The flows that have had packets since somebody looked last, with what they had counted before. A
 * program that shows rates looks at these flows alone, however many are open. The list is bounded,
 * and may only be used by the thread that tracks.
 */
public interface ActiveFlows {
  /**
   * Hands out the flows on the list that are still open, and empties the list.
   *
   * @return packets since the last look, of flows that found no room on the list
   */
  long take(Taker taker);

  /** Hears of each flow that had packets. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes the next flow of the list.
     *
     * @param flow open still; valid during the call, and until {@link FlowListener#onClosed} tells
     *     of its end
     * @param packetsBefore packets that the flow had when somebody looked last
     * @param bytesBefore bytes that the flow had when somebody looked last
     */
    void take(Flow flow, long packetsBefore, long bytesBefore);
  }
}
