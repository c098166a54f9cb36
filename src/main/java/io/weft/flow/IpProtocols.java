package io.weft.flow;

import java.util.Map;

/** Names of IP protocols (IANA, Protocol Numbers), as flows are called by. */
public final class IpProtocols {
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int ICMPV6 = 58;
  public static final int SCTP = 132;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(ICMP, "icmp"),
          Map.entry(2, "igmp"),
          Map.entry(4, "ipip"),
          Map.entry(TCP, "tcp"),
          Map.entry(8, "egp"),
          Map.entry(UDP, "udp"),
          Map.entry(33, "dccp"),
          Map.entry(41, "ipv6"),
          Map.entry(46, "rsvp"),
          Map.entry(47, "gre"),
          Map.entry(50, "esp"),
          Map.entry(51, "ah"),
          Map.entry(ICMPV6, "icmpv6"),
          Map.entry(59, "ipv6-nonxt"),
          Map.entry(88, "eigrp"),
          Map.entry(89, "ospf"),
          Map.entry(94, "ipip-94"),
          Map.entry(97, "etherip"),
          Map.entry(103, "pim"),
          Map.entry(112, "vrrp"),
          Map.entry(115, "l2tp"),
          Map.entry(SCTP, "sctp"),
          Map.entry(136, "udplite"),
          Map.entry(137, "mpls-in-ip"));

  private IpProtocols() {}

  /** Lower case; {@code ip-} and the number where there is no common name. */
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
