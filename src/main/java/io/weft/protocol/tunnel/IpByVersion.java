package io.weft.protocol.tunnel;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;

/** For tunnels that carry IP without saying which: the first half byte is its version. */
public final class IpByVersion {
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86DD;

  private final DispatchTable byEtherType;

  public IpByVersion(Chain.Builder chain) {
    byEtherType = chain.table(Chain.Builder.ETHER_TYPE);
  }

  public Dissector next(Packet packet) {
    if (packet.available() == 0) {
      return null;
    }
    return switch (BigEndian.u8(packet.bytes(), packet.offset()) >> 4) {
      case 4 -> byEtherType.get(ETHERTYPE_IPV4);
      case 6 -> byEtherType.get(ETHERTYPE_IPV6);
      default -> data();
    };
  }

  public Dissector data() {
    return byEtherType.otherwise();
  }
}
