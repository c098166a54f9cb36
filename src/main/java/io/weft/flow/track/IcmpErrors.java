package io.weft.flow.track;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.flow.FlowRecord;
import io.weft.flow.segment.IpLayer;
import io.weft.flow.table.FlowMemory;
import io.weft.flow.table.FlowNotes;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.network.icmp.Icmp;
import io.weft.protocol.network.icmp.Icmpv6;

/**
 * Ties ICMP errors to the flows whose packets they quote: they say why an attempt went unanswered.
 */
final class IcmpErrors {
  private final FlowMemory memory;
  private final IpLayer ip = new IpLayer();
  private final Icmp icmp = new Icmp();
  private final Icmpv6 icmpv6 = new Icmpv6();

  IcmpErrors(FlowMemory memory) {
    this.memory = memory;
  }

  /**
   * Notes the error that the packet brings with the flow, unless the flow has a note of an earlier
   * error.
   *
   * @param flow whose packet is quoted, or null
   */
  void note(TrackedFlow flow, Packet packet) {
    if (flow == null || flow.has(TrackedFlow.QUOTED | TrackedFlow.RECORDED)) {
      return;
    }
    FlowNotes before = flow.notesIfAny();
    if (before != null && before.icmp() != null) {
      return;
    }
    FlowRecord.Icmp error = read(packet);
    if (error != null) {
      memory.notesOf(flow).icmp(error);
      flow.unset(TrackedFlow.UNCHANGED);
    }
  }

  /** The innermost ICMP message before the quote, and the sender of its IP packet. */
  private FlowRecord.Icmp read(Packet packet) {
    int message = packet.quotedFrom() - 1;
    while (message >= 0 && !isIcmp(packet.protocol(message))) {
      message--;
    }
    int carrier = message - 1;
    while (carrier >= 0 && !IpLayer.is(packet.protocol(carrier))) {
      carrier--;
    }
    if (carrier < 0) {
      return null;
    }
    int type;
    int code;
    if (packet.protocol(message) == Icmp.PROTOCOL) {
      packet.bindLayer(icmp, message);
      type = icmp.type();
      code = icmp.code();
    } else {
      packet.bindLayer(icmpv6, message);
      type = icmpv6.type();
      code = icmpv6.code();
    }
    ip.bind(packet, carrier);
    return new FlowRecord.Icmp(type, code, ip.source(), packet.number(), packet.believedNanos());
  }

  private static boolean isIcmp(Protocol protocol) {
    return protocol == Icmp.PROTOCOL || protocol == Icmpv6.PROTOCOL;
  }
}
