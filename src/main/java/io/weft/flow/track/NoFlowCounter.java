package io.weft.flow.track;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.DataDissector;
import io.weft.flow.FlowCounters;
import io.weft.flow.segment.IpLayer;

/** Counts the packets that are in no flow, by what keeps them out of one. */
final class NoFlowCounter {
  /** Address resolution has a name of its own, because nearly every capture holds some. */
  private static final String ARP = "arp";

  private long arp;
  private long otherProtocol;
  private long cut;
  private long damaged;
  private long noIp;

  /** Counts a packet that no flow was found for. */
  void count(Packet packet) {
    int last = packet.layerCount() - 1;
    if (packet.anomaly() == Anomaly.CUT_BY_CAPTURE) {
      cut++;
    } else if (packet.anomaly() != null || holdsIp(packet)) {
      damaged++;
    } else if (last >= 0 && packet.protocol(last).name().equals(ARP)) {
      arp++;
    } else if (last > 0 && packet.protocol(last) != DataDissector.PROTOCOL) {
      otherProtocol++;
    } else {
      noIp++;
    }
  }

  private static boolean holdsIp(Packet packet) {
    for (int i = 0; i < packet.layerCount() && i < packet.quotedFrom(); i++) {
      if (IpLayer.is(packet.protocol(i))) {
        return true;
      }
    }
    return false;
  }

  /** All packets counted. */
  long total() {
    return arp + otherProtocol + cut + damaged + noIp;
  }

  FlowCounters.NoFlowReasons reasons() {
    return new FlowCounters.NoFlowReasons(arp, otherProtocol, cut, damaged, noIp);
  }
}
