package io.weft.protocol.tunnel;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** VXLAN on its registered port. */
public final class VxlanDissector implements Dissector {
  private static final int UDP_PORT_VXLAN = 4789;
  private static final int ETHERTYPE_BRIDGED = 0x6558;

  private final DispatchTable byEtherType;

  private VxlanDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    chain.udpPort(UDP_PORT_VXLAN, new VxlanDissector(chain.table(Chain.Builder.ETHER_TYPE)));
  }

  @Override
  public Protocol protocol() {
    return Vxlan.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    return packet.require(Vxlan.HEADER_LENGTH) && packet.enter(Vxlan.PROTOCOL, Vxlan.HEADER_LENGTH)
        ? byEtherType.get(ETHERTYPE_BRIDGED)
        : null;
  }
}
