package io.weft.dissect.number;

import io.weft.dissect.chain.DispatchTable;

/** Service access points of logical link control (IANA, IEEE 802 Numbers). */
public final class LlcSap {
  /** The table is keyed by the destination service access point. */
  public static final DispatchTable.Declaration TABLE =
      DispatchTable.declare("llc.dsap", "LLC SAP", 256);

  public static final int IPV4 = 0x06;

  /** The spanning tree of bridges (IEEE 802.1D). */
  public static final int SPANNING_TREE = 0x42;

  /** A SNAP header follows, which has larger numbers (IEEE 802, clause 9). */
  public static final int SNAP = 0xAA;

  public static final int NETBIOS = 0xF0;

  /** OSI's network layers, whose first byte tells which (ISO 9577). */
  public static final int OSI = 0xFE;

  private LlcSap() {}
}
