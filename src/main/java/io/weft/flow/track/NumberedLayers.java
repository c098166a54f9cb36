package io.weft.flow.track;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.flow.application.FlowOutput;
import io.weft.flow.table.FlowLayer;
import io.weft.flow.table.FlowStore;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.transport.FirstNumbers;
import io.weft.protocol.transport.dccp.Dccp;
import io.weft.protocol.transport.sctp.Sctp;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves with layers of SCTP and DCCP which conversation they are of, and with which numbers its
 * sides began to count.
 */
final class NumberedLayers {
  private final FlowStore store;
  private final FlowOutput output;
  private final Dccp dccp = new Dccp();

  /** Attached to the packet's layers, and used again for the next packet. */
  private final List<FirstNumbers> holders = new ArrayList<>();

  private int used;

  NumberedLayers(FlowStore store, FlowOutput output) {
    this.store = store;
    this.output = output;
  }

  /** Begins a new packet. */
  void onPacket() {
    used = 0;
  }

  /**
   * Looks for such a layer behind an IP header.
   *
   * @param at the IP header
   * @param flow of what it carries
   */
  void attach(FlowLayer at, TrackedFlow flow) {
    Packet packet = at.packet();
    for (int layer = at.index() + 1; layer < packet.layerCount(); layer++) {
      Protocol protocol = packet.protocol(layer);
      if (protocol == Sctp.PROTOCOL) {
        attach(layer, flow, at.isFromFirst(flow), Sctp.firstNumber(packet, layer));
        return;
      }
      if (protocol == Dccp.PROTOCOL) {
        packet.bindLayer(dccp, layer);
        attach(layer, flow, at.isFromFirst(flow), dccp.sequence());
        return;
      }
    }
  }

  private void attach(int layer, TrackedFlow flow, boolean fromFirst, long number) {
    if (flow.state() == null) {
      store.change(flow, new CountedSides());
    }
    CountedSides sides = (CountedSides) flow.state();
    sides.see(fromFirst, number);
    if (used == holders.size()) {
      holders.add(new FirstNumbers());
    }
    FirstNumbers holder = holders.get(used++);
    holder.set(flow.stream(), sides.of(fromFirst), sides.of(!fromFirst));
    output.attach(layer, holder);
  }
}
