package io.weft.protocol.link.fabricpath;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** FabricPath: Ethernet in Ethernet. */
public final class FabricPathDissector implements Dissector {
  private static final int ETHERTYPE_FABRIC_PATH = 0x8903;
  private static final int ETHERTYPE_BRIDGED = 0x6558;

  private final DispatchTable byEtherType;

  private FabricPathDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    chain.etherType(
        ETHERTYPE_FABRIC_PATH, new FabricPathDissector(chain.table(Chain.Builder.ETHER_TYPE)));
  }

  @Override
  public Protocol protocol() {
    return FabricPath.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    return packet.require(FabricPath.HEADER_LENGTH)
            && packet.enter(FabricPath.PROTOCOL, FabricPath.HEADER_LENGTH)
        ? byEtherType.get(ETHERTYPE_BRIDGED)
        : null;
  }
}
