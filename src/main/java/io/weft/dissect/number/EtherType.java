package io.weft.dissect.number;

import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.field.ValueNames;

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

  /** An Ethernet frame in MikroTik's form of GRE. */
  public static final int EOIP = 0x6400;

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

  /** OSI's network layers, whose first byte tells which (RFC 1701). */
  public static final int OSI = 0xFEFE;

  /** Cisco's tag with a security group. */
  public static final int CISCO_METADATA = 0x8909;

  public static final int VN_TAG = 0x8926;
  public static final int GEONETWORKING = 0x8947;
  public static final int NSH = 0x894F;

  /** Stood for a provider's VLAN tag before that had a number of its own. */
  public static final int QINQ_OLD = 0x9100;

  public static final int LLDP = 0x88CC;

  /** Link aggregation and its like (IEEE 802.3, annex 57A). */
  public static final int SLOW_PROTOCOLS = 0x8809;

  /** Port authentication (IEEE 802.1X). */
  public static final int EAPOL = 0x888E;

  /** The tag of port extenders (IEEE 802.1BR). */
  public static final int E_TAG = 0x893F;

  public static final ValueNames NAMES =
      ValueNames.of(
          "0x0800 IPv4",
          "0x0806 ARP",
          "0x0842 Wake-on-LAN",
          "0x22EB ERSPAN type III",
          "0x6558 Transparent Ethernet bridging",
          "0x8035 Reverse ARP",
          "0x8100 802.1Q Virtual LAN",
          "0x8137 IPX",
          "0x86DD IPv6",
          "0x8808 MAC control",
          "0x8809 Slow protocols",
          "0x880B PPP",
          "0x8847 MPLS label switched packet",
          "0x8848 MPLS multicast",
          "0x8863 PPPoE discovery",
          "0x8864 PPPoE session",
          "0x888E 802.1X authentication",
          "0x88A8 802.1ad provider bridge",
          "0x88BE ERSPAN",
          "0x88CC LLDP",
          "0x88E5 802.1AE MACsec",
          "0x88E7 802.1ah provider backbone bridge",
          "0x88F7 Precision time protocol",
          "0x8902 802.1ag connectivity fault management",
          "0x8903 FabricPath",
          "0x8926 VN-Tag",
          "0x893F 802.1BR bridge port extension",
          "0x8947 GeoNetworking",
          "0x894F Network service header",
          "0x9000 Loopback",
          "0x9100 802.1Q double tag");

  private EtherType() {}
}
