package io.weft.protocol.link.raw;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/** Chooses IPv4 or IPv6 for a frame that begins with an IP header, by the version in it. */
final class RawIpDissector implements Dissector {
  private final DispatchTable byEtherType;

  RawIpDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return RawIp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(1)) {
      return null;
    }
    int version = BigEndian.u8(cursor.bytes(), cursor.offset()) >> 4;
    if (version == 4) {
      return byEtherType.get(EtherType.IPV4);
    }
    return version == 6 ? byEtherType.get(EtherType.IPV6) : byEtherType.otherwise();
  }
}
