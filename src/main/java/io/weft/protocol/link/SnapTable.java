package io.weft.protocol.link;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.number.EtherType;

/** Who reads what a SNAP header announces (IEEE 802, clause 9): mostly ethertypes. */
public final class SnapTable {
  /** Of the header, in bytes. */
  public static final int LENGTH = 5;

  private static final int PROTOCOL_ID = 3;

  private static final int ENCAPSULATED_ETHERNET = 0x000000;
  private static final int CISCO_90 = 0x0000F8;
  private static final int BRIDGED = 0x0080C2;
  private static final int APPLE = 0x080007;

  private static final int BRIDGED_ETHERNET_WITH_CHECKSUM = 0x0001;
  private static final int BRIDGED_ETHERNET = 0x0007;

  private final DispatchTable byEtherType;

  public SnapTable(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  /** Whose numbers {@link #protocolId} is one of: 0 for ethertypes; 24 bits. */
  public static int organization(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at);
  }

  /** What follows the header: 0 to 65,535. */
  public static int protocolId(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + PROTOCOL_ID);
  }

  /**
   * The dissector of what follows the header.
   *
   * @param at first byte of the header
   */
  public Dissector get(byte[] bytes, int at) {
    int id = protocolId(bytes, at);
    return switch (organization(bytes, at)) {
      case ENCAPSULATED_ETHERNET, CISCO_90, APPLE -> byEtherType.get(id);
      case BRIDGED ->
          id == BRIDGED_ETHERNET || id == BRIDGED_ETHERNET_WITH_CHECKSUM
              ? byEtherType.get(EtherType.ETHERNET)
              : byEtherType.otherwise();
      default -> byEtherType.otherwise();
    };
  }
}
