package io.weft.protocol.link.ipnet;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.AddressFamily;

/** Dissects IPNET frames of Solaris; the address family tells the payload. */
final class IpnetDissector implements Dissector {
  private final DispatchTable byEtherType;

  IpnetDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Ipnet.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Ipnet.HEADER_LENGTH)) {
      return null;
    }
    int family = Ipnet.family(cursor.bytes(), cursor.offset());
    if (!cursor.enter(Ipnet.PROTOCOL, Ipnet.HEADER_LENGTH)) {
      return null;
    }
    return switch (family) {
      case AddressFamily.INET -> byEtherType.get(EtherType.IPV4);
      case AddressFamily.INET6_SOLARIS -> byEtherType.get(EtherType.IPV6);
      default -> byEtherType.otherwise();
    };
  }
}
