package io.weft.protocol.tunnel;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Cursor;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.number.EtherType;

/** For tunnels that carry IP without saying which: the first half byte is its version. */
public final class IpByVersion {
  private final DispatchTable byEtherType;

  public IpByVersion(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  public Dissector next(Cursor cursor) {
    if (cursor.available() == 0) {
      return null;
    }
    return switch (BigEndian.u8(cursor.bytes(), cursor.offset()) >> 4) {
      case 4 -> byEtherType.get(EtherType.IPV4);
      case 6 -> byEtherType.get(EtherType.IPV6);
      default -> data();
    };
  }

  public Dissector data() {
    return byEtherType.otherwise();
  }
}
