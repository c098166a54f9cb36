package io.weft.protocol.link.loopback;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.ethernet.Ethernet;

/** BSD loopback frames in any byte order, with the address families of several systems. */
public final class LoopbackDissector implements Dissector {
  private static final int LINKTYPE_NULL = 0;
  private static final int LINKTYPE_LOOP = 108;

  private static final int AF_INET = 2;
  private static final int AF_INET6_LINUX = 10;
  private static final int AF_INET6_WINDOWS = 23;
  private static final int AF_INET6_NETBSD = 24;
  private static final int AF_INET6_FREEBSD = 28;
  private static final int AF_INET6_DARWIN = 30;

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86DD;

  private final DispatchTable byEtherType;

  private LoopbackDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    LoopbackDissector loopback = new LoopbackDissector(chain.table(Chain.Builder.ETHER_TYPE));
    chain.linkType(LINKTYPE_NULL, loopback).linkType(LINKTYPE_LOOP, loopback);
  }

  @Override
  public Protocol protocol() {
    return Loopback.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Loopback.HEADER_LENGTH)) {
      return null;
    }
    int family = Loopback.family(packet.bytes(), packet.offset());
    if (!packet.enter(Loopback.PROTOCOL, Loopback.HEADER_LENGTH)) {
      return null;
    }
    return switch (family) {
      case AF_INET -> byEtherType.get(ETHERTYPE_IPV4);
      case AF_INET6_LINUX, AF_INET6_WINDOWS, AF_INET6_NETBSD, AF_INET6_FREEBSD, AF_INET6_DARWIN ->
          byEtherType.get(ETHERTYPE_IPV6);
      default -> // some systems write an ethertype
          family >= Ethernet.MIN_ETHER_TYPE ? byEtherType.get(family) : byEtherType.otherwise();
    };
  }
}
