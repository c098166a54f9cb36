package io.weft.dissect.number;

import io.weft.dissect.DispatchTable;

/** Ethertypes: what a frame, or a tunnel that speaks in them, carries (IANA, IEEE 802 Numbers). */
public final class EtherType {
  /** Shared by all headers that hold an ethertype. */
  public static final DispatchTable.Declaration TABLE =
      DispatchTable.declare("eth.type", "ethertype", 65_536).hexadecimal();

  /** In Ethernet's type field, values below this one are lengths (IEEE 802.3, clause 3.2.6). */
  public static final int MIN = 0x0600;

  public static final int IPV4 = 0x0800;
  public static final int ARP = 0x0806;
  public static final int ERSPAN_TYPE_3 = 0x22EB;

  /** An Ethernet frame: transparent Ethernet bridging. */
  public static final int ETHERNET = 0x6558;

  public static final int RARP = 0x8035;

  /** A customer's VLAN tag (IEEE 802.1Q). */
  public static final int VLAN = 0x8100;

  public static final int IPV6 = 0x86DD;

  /** PPP in GRE, as PPTP has it (RFC 2637, section 4.1). */
  public static final int PPP = 0x880B;

  public static final int MPLS = 0x8847;
  public static final int MPLS_MULTICAST = 0x8848;
  public static final int PPPOE_DISCOVERY = 0x8863;
  public static final int PPPOE_SESSION = 0x8864;

  /** A provider's VLAN tag (IEEE 802.1ad). */
  public static final int SERVICE_VLAN = 0x88A8;

  /** ERSPAN, types I and II. */
  public static final int ERSPAN = 0x88BE;

  public static final int MACSEC = 0x88E5;

  /** The tag of a provider's backbone (IEEE 802.1ah). */
  public static final int PROVIDER_BACKBONE = 0x88E7;

  public static final int FABRIC_PATH = 0x8903;
  public static final int VN_TAG = 0x8926;
  public static final int NSH = 0x894F;

  /** Stood for a provider's VLAN tag before that had a number of its own. */
  public static final int QINQ_OLD = 0x9100;

  private EtherType() {}
}
