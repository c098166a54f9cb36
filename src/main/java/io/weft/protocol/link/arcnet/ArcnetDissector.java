package io.weft.protocol.link.arcnet;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** ARCNET with IP, in either of its encapsulations. */
public final class ArcnetDissector implements Dissector {
  private static final int LINKTYPE_ARCNET_LINUX = 129;

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_ARP = 0x0806;

  private final DispatchTable byEtherType;

  private ArcnetDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    chain.linkType(
        LINKTYPE_ARCNET_LINUX, new ArcnetDissector(chain.table(Chain.Builder.ETHER_TYPE)));
  }

  @Override
  public Protocol protocol() {
    return Arcnet.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Arcnet.HEADER_LENGTH)) {
      return null;
    }
    int type = Arcnet.type(packet.bytes(), packet.offset());
    boolean simple = type == Arcnet.IP_SIMPLE || type == Arcnet.ARP_SIMPLE;
    int length = Arcnet.HEADER_LENGTH + (simple ? 0 : Arcnet.SEQUENCE_LENGTH);
    if (!packet.require(length) || !packet.enter(Arcnet.PROTOCOL, length)) {
      return null;
    }
    return switch (type) {
      case Arcnet.IP, Arcnet.IP_SIMPLE -> byEtherType.get(ETHERTYPE_IPV4);
      case Arcnet.ARP, Arcnet.ARP_SIMPLE -> byEtherType.get(ETHERTYPE_ARP);
      default -> byEtherType.otherwise();
    };
  }
}
