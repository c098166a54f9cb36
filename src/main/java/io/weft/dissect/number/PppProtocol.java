package io.weft.dissect.number;

import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.field.ValueNames;

/** What a PPP frame carries (IANA, PPP DLL Protocol Numbers). */
public final class PppProtocol {
  public static final DispatchTable.Declaration TABLE =
      DispatchTable.declare("ppp.protocol", "PPP protocol", 65_536).hexadecimal();

  public static final int IPV4 = 0x0021;
  public static final int IPV6 = 0x0057;
  public static final int MPLS = 0x0281;
  public static final int MPLS_MULTICAST = 0x0283;

  /** Protocols from this number on control others, or the link (RFC 1661, section 2). */
  public static final int FIRST_CONTROL = 0x8000;

  /** Control of compression (RFC 1962). */
  public static final int CCP = 0x80FD;

  /** Control of IPv4 (RFC 1332) and of IPv6 (RFC 5072). */
  public static final int IPCP = 0x8021;

  public static final int IPV6CP = 0x8057;

  /** Link control (RFC 1661). */
  public static final int LCP = 0xC021;

  /** Authentication by password (RFC 1334). */
  public static final int PAP = 0xC023;

  /** Authentication by challenge (RFC 1994). */
  public static final int CHAP = 0xC223;

  public static final ValueNames NAMES =
      ValueNames.of(
          "0x0021 Internet Protocol version 4",
          "0x003D Multilink",
          "0x0057 Internet Protocol version 6",
          "0x00FD Compressed datagram",
          "0x0281 MPLS unicast",
          "0x0283 MPLS multicast",
          "0x8021 Internet protocol control protocol",
          "0x8057 IPv6 control protocol",
          "0x80FD Compression control protocol",
          "0x8281 MPLS control protocol",
          "0xC021 Link control protocol",
          "0xC023 Password authentication protocol",
          "0xC025 Link quality report",
          "0xC223 Challenge handshake authentication protocol");

  private PppProtocol() {}
}
