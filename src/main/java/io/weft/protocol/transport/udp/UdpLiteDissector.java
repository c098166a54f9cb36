package io.weft.protocol.transport.udp;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.transport.PortsText;

/** UDP-Lite; its ports are UDP's. */
public final class UdpLiteDissector implements Dissector {
  private static final int IP_PROTOCOL_UDP_LITE = 136;

  private final DispatchTable byPort;

  private UdpLiteDissector(DispatchTable byPort) {
    this.byPort = byPort;
  }

  public static void register(Chain.Builder chain) {
    chain.text(UdpLite.PROTOCOL, PortsText::describe);
    chain.ipProtocol(
        IP_PROTOCOL_UDP_LITE, new UdpLiteDissector(chain.table(Chain.Builder.UDP_PORT)));
  }

  @Override
  public Protocol protocol() {
    return UdpLite.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(UdpLite.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    if (!packet.enter(UdpLite.PROTOCOL, UdpLite.HEADER_LENGTH)) {
      return null;
    }
    Dissector application = byPort.find(UdpLite.destinationPort(bytes, at));
    return application != null ? application : byPort.get(UdpLite.sourcePort(bytes, at));
  }
}
