package io.weft.dissect.number;

import io.weft.dissect.DispatchTable;

/** What a PPP frame carries (IANA, PPP DLL Protocol Numbers). */
public final class PppProtocol {
  public static final DispatchTable.Declaration TABLE =
      DispatchTable.declare("ppp.protocol", "PPP protocol", 65_536).hexadecimal();

  public static final int IPV4 = 0x0021;
  public static final int IPV6 = 0x0057;
  public static final int MPLS = 0x0281;
  public static final int MPLS_MULTICAST = 0x0283;

  private PppProtocol() {}
}
