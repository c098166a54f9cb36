package io.weft.protocol.link;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;

/** Who reads what a SNAP header announces (IEEE 802, clause 9): mostly ethertypes. */
public final class SnapTable {
  public static final int LENGTH = 5;

  private static final int PROTOCOL_ID = 3;

  private static final int ENCAPSULATED_ETHERNET = 0x000000;
  private static final int CISCO_90 = 0x0000F8;
  private static final int BRIDGED = 0x0080C2;
  private static final int APPLE = 0x080007;

  private static final int BRIDGED_ETHERNET_WITH_CHECKSUM = 0x0001;
  private static final int BRIDGED_ETHERNET = 0x0007;
  private static final int ETHERTYPE_BRIDGED = 0x6558;

  private final DispatchTable byEtherType;

  public SnapTable(Chain.Builder chain) {
    byEtherType = chain.table(Chain.Builder.ETHER_TYPE);
  }

  public static int organization(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at);
  }

  public static int protocolId(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + PROTOCOL_ID);
  }

  public Dissector get(byte[] bytes, int at) {
    int id = protocolId(bytes, at);
    return switch (organization(bytes, at)) {
      case ENCAPSULATED_ETHERNET, CISCO_90, APPLE -> byEtherType.get(id);
      case BRIDGED ->
          id == BRIDGED_ETHERNET || id == BRIDGED_ETHERNET_WITH_CHECKSUM
              ? byEtherType.get(ETHERTYPE_BRIDGED)
              : byEtherType.otherwise();
      default -> byEtherType.otherwise();
    };
  }
}
