package io.weft.protocol.transport.udp;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.transport.PortsText;

/** UDP; the payload's dissector is looked up by destination port, then by source port. */
public final class UdpDissector implements Dissector {
  private static final int IP_PROTOCOL_UDP = 17;

  private final DispatchTable byPort;

  private UdpDissector(DispatchTable byPort) {
    this.byPort = byPort;
  }

  public static void register(Chain.Builder chain) {
    chain.text(Udp.PROTOCOL, PortsText::describeUdp);
    chain.fields(Udp.PROTOCOL, Udp.FIELDS);
    chain.ipProtocol(IP_PROTOCOL_UDP, new UdpDissector(chain.table(Chain.Builder.UDP_PORT)));
  }

  @Override
  public Protocol protocol() {
    return Udp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Udp.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int length = Udp.length(bytes, at);
    if (length != 0) { // 0: a jumbogram, or segmentation offload
      if (length < Udp.HEADER_LENGTH) {
        return packet.reject(Anomaly.BAD_HEADER_LENGTH);
      }
      packet.narrow(length, Udp.PROTOCOL);
    }
    if (!packet.enter(Udp.PROTOCOL, Udp.HEADER_LENGTH)) {
      return null;
    }
    Dissector application = byPort.find(Udp.destinationPort(bytes, at));
    return application != null ? application : byPort.get(Udp.sourcePort(bytes, at));
  }
}
