package io.weft.protocol.network.icmp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.Packet;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of an ICMPv6 message; which of them it has depends on its type. */
final class Icmpv6Fields {
  private static final FixedFields HEADER =
      FixedFields.of(
          at(
              0,
              Field.u8("icmpv6.type", "Type")
                  .named(
                      ValueNames.of(
                          "1 Destination unreachable",
                          "2 Packet too big",
                          "3 Time exceeded",
                          "4 Parameter problem",
                          "128 Echo request",
                          "129 Echo reply",
                          "130 Multicast listener query",
                          "131 Multicast listener report",
                          "132 Multicast listener done",
                          "133 Router solicitation",
                          "134 Router advertisement",
                          "135 Neighbor solicitation",
                          "136 Neighbor advertisement",
                          "137 Redirect",
                          "138 Router renumbering",
                          "139 Node information query",
                          "140 Node information response",
                          "143 Multicast listener report v2",
                          "144 Home agent address discovery request",
                          "145 Home agent address discovery reply",
                          "146 Mobile prefix solicitation",
                          "147 Mobile prefix advertisement",
                          "148 Certification path solicitation",
                          "149 Certification path advertisement",
                          "151 Multicast router advertisement",
                          "152 Multicast router solicitation",
                          "153 Multicast router termination",
                          "155 RPL control",
                          "160 Extended echo request",
                          "161 Extended echo reply"))),
          at(1, Field.u8("icmpv6.code", "Code")),
          at(2, Field.u16("icmpv6.checksum", "Checksum").hexadecimal()));

  private static final LayerFields STATUS = ChecksumStatus.fields(Icmpv6.PROTOCOL);

  static final Field RESERVED = Field.bytes("icmpv6.reserved", "Reserved").repeating();

  private static final FixedFields RESERVED_WORD = FixedFields.of(at(4, 4, RESERVED));
  private static final FixedFields LENGTH_AND_RESERVED =
      FixedFields.of(at(4, Field.u8("icmpv6.length", "Length")), at(5, 3, RESERVED));

  private static final FixedFields MTU = FixedFields.of(at(4, Field.u32("icmpv6.mtu", "MTU")));
  private static final FixedFields POINTER =
      FixedFields.of(at(4, Field.u32("icmpv6.pointer", "Pointer")));

  private static final Field ECHO_IDENTIFIER =
      Field.u16("icmpv6.echo.identifier", "Identifier").hexadecimal();
  private static final FixedFields ECHO =
      FixedFields.of(
          at(4, ECHO_IDENTIFIER), at(6, Field.u16("icmpv6.echo.sequence_number", "Sequence")));

  // Neighbour discovery (RFC 4861, section 4).

  private static final Field ROUTER_FLAGS = Field.u8("icmpv6.nd.ra.flag", "Flags").hexadecimal();
  private static final FixedFields ROUTER =
      FixedFields.of(
          at(4, Field.u8("icmpv6.nd.ra.cur_hop_limit", "Cur hop limit")),
          at(5, ROUTER_FLAGS),
          at(5, flag8("icmpv6.nd.ra.flag.m", "Managed address configuration", 0x80)),
          at(5, flag8("icmpv6.nd.ra.flag.o", "Other configuration", 0x40)),
          at(5, flag8("icmpv6.nd.ra.flag.h", "Home agent", 0x20)),
          at(
              5,
              Field.u8("icmpv6.nd.ra.flag.prf", "Router preference")
                  .masked(0x18)
                  .named(NeighborOptionFields.PREFERENCES)
                  .within(ROUTER_FLAGS)),
          at(5, flag8("icmpv6.nd.ra.flag.p", "Neighbor discovery proxy", 0x04)),
          at(5, Field.u8("icmpv6.nd.ra.flag.rsv", "Reserved").masked(0x03).within(ROUTER_FLAGS)),
          at(6, Field.u16("icmpv6.nd.ra.router_lifetime", "Router lifetime (s)")),
          at(8, Field.u32("icmpv6.nd.ra.reachable_time", "Reachable time (ms)")),
          at(12, Field.u32("icmpv6.nd.ra.retrans_timer", "Retrans timer (ms)")));

  private static Field flag8(String name, String label, int mask) {
    return Field.flag(name, label, 8, mask).within(ROUTER_FLAGS);
  }

  private static final FixedFields SOLICITATION =
      FixedFields.of(
          at(4, 4, RESERVED), at(8, Field.ipv6("icmpv6.nd.ns.target_address", "Target Address")));

  private static final Field NEIGHBOR_FLAGS = Field.u32("icmpv6.nd.na.flag", "Flags").hexadecimal();
  private static final FixedFields ADVERTISEMENT =
      FixedFields.of(
          at(4, NEIGHBOR_FLAGS),
          at(4, flag32("icmpv6.nd.na.flag.r", "Router", 0x8000_0000L)),
          at(4, flag32("icmpv6.nd.na.flag.s", "Solicited", 0x4000_0000L)),
          at(4, flag32("icmpv6.nd.na.flag.o", "Override", 0x2000_0000L)),
          at(
              4,
              Field.u32("icmpv6.nd.na.flag.rsv", "Reserved")
                  .masked(0x1FFF_FFFF)
                  .within(NEIGHBOR_FLAGS)),
          at(8, Field.ipv6("icmpv6.nd.na.target_address", "Target Address")));

  private static Field flag32(String name, String label, long mask) {
    return Field.flag(name, label, 32, mask).within(NEIGHBOR_FLAGS);
  }

  private static final FixedFields REDIRECT =
      FixedFields.of(
          at(4, 4, RESERVED),
          at(8, Field.ipv6("icmpv6.nd.rd.target_address", "Target Address")),
          at(24, Field.ipv6("icmpv6.rd.na.destination_address", "Destination Address")));

  // Mobility (RFC 6275, sections 6.5 to 6.8) and multicast routers (RFC 4286).

  private static final Field MOBILITY_IDENTIFIER =
      Field.u16("icmpv6.mip6.identifier", "Identifier");
  private static final Field MOBILITY_FLAGS = Field.u16("icmpv6.mip6.flag", "Flags").hexadecimal();
  private static final FixedFields MOBILITY_REQUEST =
      FixedFields.of(at(4, MOBILITY_IDENTIFIER), at(6, 2, RESERVED));
  private static final FixedFields MOBILITY_PREFIXES =
      FixedFields.of(
          at(4, MOBILITY_IDENTIFIER),
          at(6, MOBILITY_FLAGS),
          at(
              6,
              Field.flag("icmpv6.mip6.flag.m", "Managed address configuration", 16, 0x8000)
                  .within(MOBILITY_FLAGS)),
          at(
              6,
              Field.flag("icmpv6.mip6.flag.o", "Other stateful configuration", 16, 0x4000)
                  .within(MOBILITY_FLAGS)),
          at(
              6,
              Field.u16("icmpv6.mip6.flag.rsv", "Reserved").masked(0x3FFF).within(MOBILITY_FLAGS)));
  private static final FixedFields HOME_AGENT =
      FixedFields.of(at(0, Field.ipv6("icmpv6.mip6.home_agent_address", "Home Agent").repeating()));

  private static final FixedFields MULTICAST_ROUTER =
      FixedFields.of(
          at(4, Field.u16("icmpv6.mcast_ra.query_interval", "Query Interval")),
          at(6, Field.u16("icmpv6.mcast_ra.robustness_variable", "Robustness Variable")));

  // Extended echo (RFC 8335).

  private static final ExtendedEchoFields EXTENDED_ECHO =
      new ExtendedEchoFields("icmpv6", ECHO_IDENTIFIER);

  static final LayerFields FIELDS =
      LayerFields.of(
          Icmpv6Fields::read,
          List.of(
              HEADER,
              STATUS,
              LENGTH_AND_RESERVED,
              MTU,
              POINTER,
              ECHO,
              ROUTER,
              SOLICITATION,
              ADVERTISEMENT,
              REDIRECT,
              MulticastListenerFields.DECLARED,
              NodeInformationFields.DECLARED,
              RouterRenumberingFields.DECLARED,
              MOBILITY_PREFIXES,
              HOME_AGENT,
              MULTICAST_ROUTER,
              EXTENDED_ECHO.common(),
              EXTENDED_ECHO.request(),
              EXTENDED_ECHO.reply(),
              NeighborOptionFields.DECLARED));

  private Icmpv6Fields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, at, end, sink);
    STATUS.read(packet, layer, sink);
    int type = Icmpv6.type(bytes, at);
    switch (type) {
      case Icmpv6.DESTINATION_UNREACHABLE, Icmpv6.TIME_EXCEEDED -> {
        boolean hasLength = at + 4 < end && bytes[at + 4] != 0;
        (hasLength ? LENGTH_AND_RESERVED : RESERVED_WORD).read(bytes, at, end, sink);
      }
      case Icmpv6.PACKET_TOO_BIG -> MTU.read(bytes, at, end, sink);
      case Icmpv6.PARAMETER_PROBLEM -> POINTER.read(bytes, at, end, sink);
      case Icmpv6.ECHO_REQUEST, Icmpv6.ECHO_REPLY -> ECHO.read(bytes, at, end, sink);
      case 130, 131, 132, 143 -> MulticastListenerFields.read(packet, layer, sink);
      case 133 -> withOptions(RESERVED_WORD, 8, bytes, at, end, sink);
      case 134 -> withOptions(ROUTER, 16, bytes, at, end, sink);
      case 135 -> withOptions(SOLICITATION, 24, bytes, at, end, sink);
      case 136 -> withOptions(ADVERTISEMENT, 24, bytes, at, end, sink);
      case 137 -> withOptions(REDIRECT, 40, bytes, at, end, sink);
      case 138 -> RouterRenumberingFields.read(bytes, at, end, sink);
      case 139, 140 -> NodeInformationFields.read(packet, layer, sink);
      case 144, 146 -> MOBILITY_REQUEST.read(bytes, at, end, sink);
      case 145 -> {
        MOBILITY_REQUEST.read(bytes, at, end, sink);
        for (int agent = at + 8; agent + 16 <= end; agent += 16) {
          HOME_AGENT.read(bytes, agent, end, sink);
        }
      }
      case 147 -> withOptions(MOBILITY_PREFIXES, 8, bytes, at, end, sink);
      case 151 -> MULTICAST_ROUTER.read(bytes, at, end, sink);
      case 160 -> {
        EXTENDED_ECHO.readRequest(bytes, at, end, sink);
      }
      case 161 -> {
        EXTENDED_ECHO.readReply(bytes, at, end, sink);
      }
      default -> {} // Nothing else is known of the message.
    }
  }

  private static void withOptions(
      FixedFields fixed, int length, byte[] bytes, int at, int end, FieldSink sink) {
    fixed.read(bytes, at, end, sink);
    NeighborOptionFields.read(bytes, at + length, end, sink);
  }
}
