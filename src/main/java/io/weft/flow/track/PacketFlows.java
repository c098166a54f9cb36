package io.weft.flow.track;

import io.weft.dissect.Arrival;
import io.weft.dissect.Packet;
import io.weft.flow.FlowListener;
import io.weft.flow.table.TrackedFlow;

/** Collects the flows that one packet belongs to, and tells a listener of them. */
final class PacketFlows {
  private final FlowListener listener;
  private final TrackedFlow[] flows = new TrackedFlow[Packet.MAX_LAYERS];
  private int count;

  PacketFlows(FlowListener listener) {
    this.listener = listener;
  }

  /**
   * Notes a flow.
   *
   * @param flow null is passed over, and so is one that was noted already
   */
  void add(TrackedFlow flow) {
    if (flow == null) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (flows[i] == flow) {
        return;
      }
    }
    flows[count++] = flow;
  }

  /** Tells the listener of the flows noted, and forgets them. */
  void tell(Arrival arrival) {
    for (int i = 0; i < count; i++) {
      listener.onPacket(flows[i], arrival);
      flows[i] = null;
    }
    count = 0;
  }
}
