package io.weft.protocol.link.arcnet;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/** Dissects ARCNET with IPv4 or ARP in the encapsulation of RFC 1201 or of RFC 1051. */
final class ArcnetDissector implements Dissector {
  private final DispatchTable byEtherType;

  ArcnetDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Arcnet.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Arcnet.HEADER_LENGTH)) {
      return null;
    }
    int type = Arcnet.type(cursor.bytes(), cursor.offset());
    boolean simple = type == Arcnet.IP_SIMPLE || type == Arcnet.ARP_SIMPLE;
    int length = Arcnet.HEADER_LENGTH + (simple ? 0 : Arcnet.SEQUENCE_LENGTH);
    if (!cursor.require(length) || !cursor.enter(Arcnet.PROTOCOL, length)) {
      return null;
    }
    return switch (type) {
      case Arcnet.IP, Arcnet.IP_SIMPLE -> byEtherType.get(EtherType.IPV4);
      case Arcnet.ARP, Arcnet.ARP_SIMPLE -> byEtherType.get(EtherType.ARP);
      default -> byEtherType.otherwise();
    };
  }
}
