package io.weft.dissect.number;

import io.weft.dissect.DispatchTable;

/** UDP's ports (IANA, Service Names and Port Numbers); a port itself stands with its protocol. */
public final class UdpPort {
  /** Shared by UDP and UDP-Lite, for either end of a flow. */
  public static final DispatchTable.Declaration TABLE =
      DispatchTable.declare("udp.port", "UDP port", 65_536);

  private UdpPort() {}
}
