package io.weft.dissect.number;

import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.field.ValueNames;
import java.util.Map;

/**
 * IP protocols, which IPv6 calls next headers (IANA, Protocol Numbers), with the names that flows
 * are called by.
 */
public final class IpProtocol {
  /** Shared by IPv4, by IPv6 and by its extension headers. */
  public static final DispatchTable.Declaration TABLE =
      DispatchTable.declare("ip.proto", "IP protocol", 256);

  public static final int HOP_BY_HOP_OPTIONS = 0;
  public static final int ICMP = 1;
  public static final int IGMP = 2;

  /** IPv4 in IP. */
  public static final int IPV4 = 4;

  public static final int TCP = 6;
  public static final int EGP = 8;
  public static final int UDP = 17;
  public static final int DCCP = 33;

  /** IPv6 in IP. */
  public static final int IPV6 = 41;

  public static final int ROUTING = 43;
  public static final int FRAGMENT = 44;
  public static final int RSVP = 46;
  public static final int GRE = 47;
  public static final int ESP = 50;
  public static final int AUTHENTICATION = 51;
  public static final int ICMPV6 = 58;
  public static final int NO_NEXT_HEADER = 59;
  public static final int DESTINATION_OPTIONS = 60;

  /** Mobile IPv6's before RFC 3775. */
  public static final int MOBILITY_OLD = 62;

  public static final int EIGRP = 88;
  public static final int OSPF = 89;
  public static final int IPIP = 94;
  public static final int ETHERIP = 97;
  public static final int PIM = 103;
  public static final int IP_COMPRESSION = 108;
  public static final int VRRP = 112;
  public static final int PGM = 113;
  public static final int L2TP = 115;
  public static final int SCTP = 132;
  public static final int MOBILITY = 135;
  public static final int UDP_LITE = 136;
  public static final int MPLS = 137;
  public static final int HOST_IDENTITY = 139;
  public static final int SHIM6 = 140;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(ICMP, "icmp"),
          Map.entry(IGMP, "igmp"),
          Map.entry(IPV4, "ipip"),
          Map.entry(TCP, "tcp"),
          Map.entry(EGP, "egp"),
          Map.entry(UDP, "udp"),
          Map.entry(DCCP, "dccp"),
          Map.entry(IPV6, "ipv6"),
          Map.entry(RSVP, "rsvp"),
          Map.entry(GRE, "gre"),
          Map.entry(ESP, "esp"),
          Map.entry(AUTHENTICATION, "ah"),
          Map.entry(ICMPV6, "icmpv6"),
          Map.entry(NO_NEXT_HEADER, "ipv6-nonxt"),
          Map.entry(EIGRP, "eigrp"),
          Map.entry(OSPF, "ospf"),
          Map.entry(IPIP, "ipip-94"),
          Map.entry(ETHERIP, "etherip"),
          Map.entry(PIM, "pim"),
          Map.entry(IP_COMPRESSION, "ipcomp"),
          Map.entry(VRRP, "vrrp"),
          Map.entry(PGM, "pgm"),
          Map.entry(L2TP, "l2tp"),
          Map.entry(SCTP, "sctp"),
          Map.entry(UDP_LITE, "udplite"),
          Map.entry(MPLS, "mpls-in-ip"));

  /** Names for people, after IANA's registry. */
  public static final ValueNames VALUE_NAMES =
      ValueNames.of(
          "0 IPv6 hop-by-hop option",
          "1 ICMP",
          "2 IGMP",
          "4 IPIP",
          "6 TCP",
          "8 EGP",
          "17 UDP",
          "33 DCCP",
          "41 IPv6",
          "43 Routing header for IPv6",
          "44 Fragment header for IPv6",
          "46 RSVP",
          "47 Generic routing encapsulation",
          "50 Encap security payload",
          "51 Authentication header",
          "58 ICMPv6",
          "59 IPv6 no next header",
          "60 Destination options for IPv6",
          "88 EIGRP",
          "89 OSPF",
          "94 IP in IP",
          "97 Ethernet in IP",
          "103 PIM",
          "112 VRRP",
          "115 L2TP",
          "132 SCTP",
          "135 Mobile IPv6",
          "136 UDP-Lite",
          "137 MPLS in IP",
          "139 Host identity protocol",
          "140 Shim6",
          "143 Ethernet");

  private IpProtocol() {}

  /** The common name in lower case; where there is none, {@code ip-} and the number. */
  public static String name(int ipProtocol) {
    String name = NAMES.get(ipProtocol);
    return name == null ? "ip-" + ipProtocol : name;
  }

  /** The number of a name that {@link #name} gives, or -1. */
  public static int number(String name) {
    for (Map.Entry<Integer, String> entry : NAMES.entrySet()) {
      if (entry.getValue().equals(name)) {
        return entry.getKey();
      }
    }
    if (!name.matches("ip-\\d{1,3}")) {
      return -1;
    }
    int number = Integer.parseInt(name.substring(3));
    return number < 256 ? number : -1;
  }
}
