package io.weft.protocol.network.icmp;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;

/** Describes a message of ICMP or ICMPv6 in a line. */
final class IcmpText {
  private static final int FRAGMENTATION_NEEDED = 4;
  private static final int NEIGHBOR_SOLICITATION = 135;
  private static final int NEIGHBOR_ADVERTISEMENT = 136;
  private static final int TARGET = 8;
  private static final int ADDRESS_LENGTH = 16;

  private IcmpText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    Icmp icmp = new Icmp();
    packet.bindLayer(icmp, layer);
    text.append(IcmpNames.icmp(icmp.type(), icmp.code()));
    if (icmp.type() == Icmp.ECHO_REQUEST || icmp.type() == Icmp.ECHO_REPLY) {
      echo(text, icmp.identifier(), icmp.sequence());
    } else if (icmp.type() == Icmp.DESTINATION_UNREACHABLE && icmp.code() == FRAGMENTATION_NEEDED) {
      text.append(", MTU ").append(icmp.nextHopMtu());
    } else if (icmp.type() == Icmp.REDIRECT) {
      text.append(" to ").append(Addresses.ipv4(icmp.gateway()));
    }
  }

  static void describeV6(Packet packet, int layer, StringBuilder text) {
    Icmpv6 icmp = new Icmpv6();
    packet.bindLayer(icmp, layer);
    text.append(IcmpNames.icmpv6(icmp.type(), icmp.code()));
    switch (icmp.type()) {
      case Icmpv6.ECHO_REQUEST, Icmpv6.ECHO_REPLY -> echo(text, icmp.identifier(), icmp.sequence());
      case Icmpv6.PACKET_TOO_BIG -> text.append(", MTU ").append(icmp.mtu());
      case NEIGHBOR_SOLICITATION, NEIGHBOR_ADVERTISEMENT -> {
        byte[] bytes = packet.bytes(layer);
        int target = packet.start(layer) + TARGET;
        if (packet.limit(layer) - target >= ADDRESS_LENGTH) {
          text.append(icmp.type() == NEIGHBOR_SOLICITATION ? " for " : " of ")
              .append(
                  Addresses.ipv6(BigEndian.i64(bytes, target), BigEndian.i64(bytes, target + 8)));
        }
      }
      default -> {
        // The name of the message is enough.
      }
    }
  }

  private static void echo(StringBuilder text, int identifier, int sequence) {
    text.append(" id=0x").append(Integer.toHexString(identifier)).append(" seq=").append(sequence);
  }
}
