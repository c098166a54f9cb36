package io.weft.dissect.number;

import io.weft.dissect.chain.DispatchTable;

/** Numbers that Cisco gave to protocols of its own behind a SNAP header. */
public final class CiscoSnap {
  public static final DispatchTable.Declaration TABLE =
      DispatchTable.declare("llc.cisco_pid", "Cisco SNAP protocol", 65_536).hexadecimal();

  /** A spanning tree for each VLAN. */
  public static final int PVST = 0x010B;

  /** Cisco Discovery Protocol. */
  public static final int CDP = 0x2000;

  private CiscoSnap() {}
}
