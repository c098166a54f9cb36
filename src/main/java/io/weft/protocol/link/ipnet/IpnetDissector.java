package io.weft.protocol.link.ipnet;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Solaris' IPNET frames. */
public final class IpnetDissector implements Dissector {
  private static final int LINKTYPE_IPNET = 226;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 26;

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86DD;

  private final DispatchTable byEtherType;

  private IpnetDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    chain.linkType(LINKTYPE_IPNET, new IpnetDissector(chain.table(Chain.Builder.ETHER_TYPE)));
  }

  @Override
  public Protocol protocol() {
    return Ipnet.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Ipnet.HEADER_LENGTH)) {
      return null;
    }
    int family = Ipnet.family(packet.bytes(), packet.offset());
    if (!packet.enter(Ipnet.PROTOCOL, Ipnet.HEADER_LENGTH)) {
      return null;
    }
    return switch (family) {
      case AF_INET -> byEtherType.get(ETHERTYPE_IPV4);
      case AF_INET6 -> byEtherType.get(ETHERTYPE_IPV6);
      default -> byEtherType.otherwise();
    };
  }
}
