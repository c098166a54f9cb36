package io.weft.protocol.link.loopback;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.AddressFamily;

/** Dissects loopback frames in either byte order, with the address families of several systems. */
final class LoopbackDissector implements Dissector {
  private final DispatchTable byEtherType;

  LoopbackDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Loopback.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Loopback.HEADER_LENGTH)) {
      return null;
    }
    int family = Loopback.family(cursor.bytes(), cursor.offset());
    if (!cursor.enter(Loopback.PROTOCOL, Loopback.HEADER_LENGTH)) {
      return null;
    }
    return switch (family) {
      case AddressFamily.INET -> byEtherType.get(EtherType.IPV4);
      case AddressFamily.INET6_LINUX,
          AddressFamily.INET6_WINDOWS,
          AddressFamily.INET6_NETBSD,
          AddressFamily.INET6_FREEBSD,
          AddressFamily.INET6_DARWIN ->
          byEtherType.get(EtherType.IPV6);
      default -> // some systems write an ethertype
          family >= EtherType.MIN ? byEtherType.get(family) : byEtherType.otherwise();
    };
  }
}
