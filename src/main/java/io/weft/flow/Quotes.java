package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.network.icmp.Icmp;
import io.weft.protocol.network.icmp.Icmpv6;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.network.ipv6.Ipv6;

/**
 * Ties ICMP errors to the flows whose packets they quote: they say why an attempt went unanswered.
 */
final class Quotes {
  private final Ipv4 ipv4 = new Ipv4();
  private final Ipv6 ipv6 = new Ipv6();
  private final Icmp icmp = new Icmp();
  private final Icmpv6 icmpv6 = new Icmpv6();

  /**
   * Notes the error that the packet brings, unless there was one before.
   *
   * @param flow whose packet is quoted, or null
   */
  void note(Flow flow, Packet packet, FlowMemory memory) {
    if (flow == null || flow.has(Flow.QUOTED | Flow.RECORDED)) {
      return;
    }
    FlowNotes before = flow.notesIfAny();
    if (before != null && before.icmp != null) {
      return;
    }
    FlowRecord.Icmp error = read(packet);
    if (error != null) {
      memory.notesOf(flow).icmp = error;
      flow.unset(Flow.UNCHANGED);
    }
  }

  /** The innermost ICMP message before the quote, and the sender of its IP packet. */
  private FlowRecord.Icmp read(Packet packet) {
    int message = packet.quotedFrom() - 1;
    while (message >= 0 && !isIcmp(packet.protocol(message))) {
      message--;
    }
    IpAddress from = message < 0 ? null : sender(packet, message);
    if (from == null) {
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
    return new FlowRecord.Icmp(type, code, from, packet.number(), packet.timeNanos());
  }

  private static boolean isIcmp(Protocol protocol) {
    return protocol == Icmp.PROTOCOL || protocol == Icmpv6.PROTOCOL;
  }

  private IpAddress sender(Packet packet, int message) {
    for (int i = message - 1; i >= 0; i--) {
      if (packet.protocol(i) == Ipv4.PROTOCOL) {
        packet.bindLayer(ipv4, i);
        return IpAddress.ipv4(ipv4.source());
      }
      if (packet.protocol(i) == Ipv6.PROTOCOL) {
        packet.bindLayer(ipv6, i);
        return new IpAddress(true, ipv6.sourceHigh(), ipv6.sourceLow());
      }
    }
    return null;
  }
}
