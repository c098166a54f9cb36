package io.weft.protocol.tunnel.vxlan;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.tunnel.NextProtocol;

/** VXLAN and its generic extension, each on its registered port. */
public final class VxlanDissector implements Dissector {
  private static final int UDP_PORT_VXLAN = 4789;
  private static final int UDP_PORT_VXLAN_GPE = 4790;

  private final boolean generic;
  private final NextProtocol next;

  private VxlanDissector(boolean generic, NextProtocol next) {
    this.generic = generic;
    this.next = next;
  }

  public static void register(Chain.Builder chain) {
    NextProtocol next = new NextProtocol(chain);
    chain
        .udpPort(UDP_PORT_VXLAN, new VxlanDissector(false, next))
        .udpPort(UDP_PORT_VXLAN_GPE, new VxlanDissector(true, next));
  }

  @Override
  public Protocol protocol() {
    return Vxlan.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Vxlan.HEADER_LENGTH)) {
      return null;
    }
    int number =
        generic ? Vxlan.nextProtocol(packet.bytes(), packet.offset()) : NextProtocol.ETHERNET;
    return packet.enter(Vxlan.PROTOCOL, Vxlan.HEADER_LENGTH) ? next.get(number) : null;
  }
}
