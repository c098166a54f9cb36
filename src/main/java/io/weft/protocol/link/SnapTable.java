package io.weft.protocol.link;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Dissector;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.CiscoSnap;
import io.weft.dissect.number.EtherType;

/**
 * Finds the dissector of what a SNAP header announces (IEEE 802, clause 9), mostly by ethertype.
 */
public final class SnapTable {
  /** Length of a SNAP header in bytes. */
  public static final int LENGTH = 5;

  private static final int PROTOCOL_ID = 3;

  // Organizations.

  public static final int ENCAPSULATED_ETHERNET = 0x000000;
  public static final int CISCO = 0x00000C;
  public static final int CISCO_90 = 0x0000F8;
  public static final int BRIDGED = 0x0080C2;
  public static final int APPLE = 0x080007;

  private static final int BRIDGED_ETHERNET_WITH_CHECKSUM = 0x0001;
  private static final int BRIDGED_ETHERNET = 0x0007;

  private final DispatchTable byEtherType;
  private final DispatchTable byCiscoNumber;

  /** Takes the tables of ethertypes and of Cisco's numbers from the chain. */
  public SnapTable(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
    byCiscoNumber = chain.table(CiscoSnap.TABLE);
  }

  /**
   * The organization that assigned {@link #protocolId}, 24 bits; 0 says that it is an ethertype.
   */
  public static int organization(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at);
  }

  /** The organization's number of what follows the header, 0 to 65,535. */
  public static int protocolId(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + PROTOCOL_ID);
  }

  /**
   * The dissector of what follows the header, never null.
   *
   * @param at first byte of the header; {@link #LENGTH} bytes must be there
   */
  public Dissector get(byte[] bytes, int at) {
    int id = protocolId(bytes, at);
    return switch (organization(bytes, at)) {
      case ENCAPSULATED_ETHERNET, CISCO_90, APPLE -> byEtherType.get(id);
      case CISCO -> byCiscoNumber.get(id);
      case BRIDGED ->
          id == BRIDGED_ETHERNET || id == BRIDGED_ETHERNET_WITH_CHECKSUM
              ? byEtherType.get(EtherType.ETHERNET)
              : byEtherType.otherwise();
      default -> byEtherType.otherwise();
    };
  }
}
