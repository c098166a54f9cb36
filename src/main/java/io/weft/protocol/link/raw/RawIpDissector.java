package io.weft.protocol.link.raw;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Cursor;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.number.EtherType;

/** Frames that begin with the IP header, whose version says which. */
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
