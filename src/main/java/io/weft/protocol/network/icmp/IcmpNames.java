package io.weft.protocol.network.icmp;

/** Names of the messages of ICMP and ICMPv6, after IANA's registries of their parameters. */
public final class IcmpNames {
  private static final String[] UNREACHABLE = {
    "network unreachable",
    "host unreachable",
    "protocol unreachable",
    "port unreachable",
    "fragmentation needed",
    "source route failed",
    "network unknown",
    "host unknown",
    "host isolated",
    "network prohibited",
    "host prohibited",
    "network unreachable for this service",
    "host unreachable for this service",
    "administratively prohibited",
    "precedence violation",
    "precedence too low"
  };

  private static final String[] UNREACHABLE_V6 = {
    "no route",
    "administratively prohibited",
    "beyond the source's scope",
    "address unreachable",
    "port unreachable",
    "source address failed policy",
    "route rejected",
    "source routing header in error"
  };

  private static final String[] REDIRECTS = {
    "redirect for the network",
    "redirect for the host",
    "redirect for the service and network",
    "redirect for the service and host"
  };

  private IcmpNames() {}

  /**
   * Name of an ICMP message (RFC 792 and its successors); the numbers where it has no name.
   *
   * @param type 0 to 255
   * @param code 0 to 255
   */
  public static String icmp(int type, int code) {
    return switch (type) {
      case Icmp.ECHO_REPLY -> "echo reply";
      case Icmp.DESTINATION_UNREACHABLE -> name(UNREACHABLE, "unreachable", code);
      case Icmp.SOURCE_QUENCH -> "source quench";
      case Icmp.REDIRECT -> name(REDIRECTS, "redirect", code);
      case Icmp.ECHO_REQUEST -> "echo request";
      case 9 -> "router advertisement";
      case 10 -> "router solicitation";
      case Icmp.TIME_EXCEEDED -> timeExceeded(code);
      case Icmp.PARAMETER_PROBLEM -> "parameter problem";
      case 13 -> "timestamp request";
      case 14 -> "timestamp reply";
      case 15 -> "information request";
      case 16 -> "information reply";
      case 17 -> "address mask request";
      case 18 -> "address mask reply";
      default -> numbers(type, code);
    };
  }

  /**
   * Name of an ICMPv6 message (RFC 4443 and its successors); the numbers where it has no name.
   *
   * @param type 0 to 255
   * @param code 0 to 255
   */
  public static String icmpv6(int type, int code) {
    return switch (type) {
      case Icmpv6.DESTINATION_UNREACHABLE -> name(UNREACHABLE_V6, "unreachable", code);
      case Icmpv6.PACKET_TOO_BIG -> "packet too big";
      case Icmpv6.TIME_EXCEEDED -> timeExceeded(code);
      case Icmpv6.PARAMETER_PROBLEM -> "parameter problem";
      case Icmpv6.ECHO_REQUEST -> "echo request";
      case Icmpv6.ECHO_REPLY -> "echo reply";
      case 130 -> "multicast listener query";
      case 131 -> "multicast listener report";
      case 132 -> "multicast listener done";
      case 133 -> "router solicitation";
      case 134 -> "router advertisement";
      case 135 -> "neighbor solicitation";
      case 136 -> "neighbor advertisement";
      case 137 -> "redirect";
      case 143 -> "multicast listener report v2";
      case 151 -> "multicast router advertisement";
      case 152 -> "multicast router solicitation";
      case 153 -> "multicast router termination";
      default -> numbers(type, code);
    };
  }

  private static String timeExceeded(int code) {
    return switch (code) {
      case 0 -> "time to live exceeded";
      case 1 -> "fragment reassembly time exceeded";
      default -> "time exceeded, code " + code;
    };
  }

  private static String name(String[] names, String what, int code) {
    return code < names.length ? names[code] : what + ", code " + code;
  }

  private static String numbers(int type, int code) {
    return "type " + type + " code " + code;
  }
}
