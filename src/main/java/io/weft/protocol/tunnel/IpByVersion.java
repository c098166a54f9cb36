package io.weft.protocol.tunnel;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/** Finds the dissector of a payload that is IPv4 or IPv6, by the version in its first half byte. */
public final class IpByVersion {
  private final DispatchTable byEtherType;

  /** Takes the ethertype table of the chain. */
  public IpByVersion(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  /** The dissector of the payload at the cursor; null where nothing is there. */
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

  /** The dissector for a payload that nobody reads. */
  public Dissector data() {
    return byEtherType.otherwise();
  }
}
