package io.weft.protocol.tunnel.udpencap;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** ESP in UDP; a key exchange behind its marker and keep-alives are not read further. */
public final class UdpEncapsulationDissector implements Dissector {
  private static final int UDP_PORT_IPSEC_NAT_T = 4500;
  private static final int IP_PROTOCOL_ESP = 50;

  private final DispatchTable byProtocol;

  private UdpEncapsulationDissector(DispatchTable byProtocol) {
    this.byProtocol = byProtocol;
  }

  public static void register(Chain.Builder chain) {
    chain.udpPort(
        UDP_PORT_IPSEC_NAT_T,
        new UdpEncapsulationDissector(chain.table(Chain.Builder.IP_PROTOCOL)));
  }

  @Override
  public Protocol protocol() {
    return UdpEncapsulation.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    int there = packet.available();
    if (there < UdpEncapsulation.MARKER_LENGTH) {
      packet.enter(UdpEncapsulation.PROTOCOL, there); // a keep-alive is one byte
      return null;
    }
    boolean marker = UdpEncapsulation.isMarker(packet.bytes(), packet.offset());
    if (!packet.enter(UdpEncapsulation.PROTOCOL, marker ? UdpEncapsulation.MARKER_LENGTH : 0)) {
      return null;
    }
    return marker ? byProtocol.otherwise() : byProtocol.get(IP_PROTOCOL_ESP);
  }
}
