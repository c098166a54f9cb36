package io.weft.protocol.link.nflog;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.AddressFamily;

/** Dissects NFLOG. It walks the attributes up to the one that is the packet, which is read on. */
final class NflogDissector implements Dissector {
  private final DispatchTable byEtherType;

  NflogDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Nflog.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Nflog.HEADER_LENGTH + Nflog.ATTRIBUTE_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    boolean little = Nflog.isLittleEndian(bytes, at + Nflog.HEADER_LENGTH);
    int from = Nflog.HEADER_LENGTH;
    while (cursor.require(from + Nflog.ATTRIBUTE_LENGTH)) {
      int length = u16(bytes, at + from, little);
      if (length < Nflog.ATTRIBUTE_LENGTH) {
        return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
      }
      if (u16(bytes, at + from + 2, little) == Nflog.PAYLOAD) {
        cursor.narrow(from + length, Nflog.PROTOCOL);
        return cursor.enter(Nflog.PROTOCOL, from + Nflog.ATTRIBUTE_LENGTH)
            ? payload(Nflog.family(bytes, at))
            : null;
      }
      from += (length + 3) & ~3;
    }
    return null;
  }

  private Dissector payload(int family) {
    return switch (family) {
      case AddressFamily.INET -> byEtherType.get(EtherType.IPV4);
      case AddressFamily.INET6_LINUX -> byEtherType.get(EtherType.IPV6);
      default -> byEtherType.otherwise();
    };
  }

  private static int u16(byte[] bytes, int at, boolean little) {
    return little ? LittleEndian.u16(bytes, at) : BigEndian.u16(bytes, at);
  }
}
