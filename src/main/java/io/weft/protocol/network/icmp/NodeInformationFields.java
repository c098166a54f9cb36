package io.weft.protocol.network.icmp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of node information queries and replies (RFC 4620, section 4). */
final class NodeInformationFields {
  private static final int QUERY = 139;
  private static final int DATA = 16;

  private static final int SUBJECT_IPV6 = 0;
  private static final int SUBJECT_IPV4 = 2;

  private static final int NODE_ADDRESSES = 3;
  private static final int IPV4_ADDRESSES = 4;

  private static final Field FLAGS = Field.u16("icmpv6.ni.flag", "Flags").hexadecimal();

  private static final FixedFields HEADER =
      FixedFields.of(
          at(
              4,
              Field.u16("icmpv6.ni.qtype", "Qtype")
                  .named(
                      ValueNames.of(
                          "0 NOOP", "2 Node name", "3 Node addresses", "4 IPv4 addresses"))),
          at(6, FLAGS),
          at(6, flag("icmpv6.ni.flag.g", "Global-scope addresses", 0x20)),
          at(6, flag("icmpv6.ni.flag.s", "Site-local addresses", 0x10)),
          at(6, flag("icmpv6.ni.flag.l", "Link-local addresses", 0x08)),
          at(6, flag("icmpv6.ni.flag.c", "IPv4-compatible and mapped addresses", 0x04)),
          at(6, flag("icmpv6.ni.flag.a", "All unicast addresses", 0x02)),
          at(6, flag("icmpv6.ni.flag.t", "Truncated", 0x01)),
          at(
              6,
              Field.u16("icmpv6.ni.flag.rsv", "Reserved")
                  .masked(0xFFC0)
                  .hexadecimal()
                  .within(FLAGS)),
          at(8, Field.u64("icmpv6.ni.nonce", "Nonce").hexadecimal()));

  private static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, 16, mask).within(FLAGS);
  }

  private static final FixedFields ASKED_IPV6 =
      FixedFields.of(at(DATA, Field.ipv6("icmpv6.ni.query.subject_ipv6", "IPv6 subject address")));
  private static final FixedFields ASKED_IPV4 =
      FixedFields.of(at(DATA, Field.ipv4("icmpv6.ni.query.subject_ipv4", "IPv4 subject address")));
  private static final FixedFields TTL =
      FixedFields.of(at(0, Field.u32("icmpv6.ni.reply.node_ttl", "TTL").repeating()));
  private static final FixedFields ADDRESS =
      FixedFields.of(
          at(4, Field.ipv6("icmpv6.ni.reply.node_address", "IPv6 node address").repeating()));
  private static final FixedFields ADDRESS_4 =
      FixedFields.of(
          at(4, Field.ipv4("icmpv6.ni.reply.ipv4_address", "IPv4 node address").repeating()));

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.of(
          NodeInformationFields::read,
          List.of(HEADER, ASKED_IPV6, ASKED_IPV4, TTL, ADDRESS, ADDRESS_4));

  private NodeInformationFields() {}

  /** Reads a query or a reply. The code of a query tells what it asks about. */
  static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, at, end, sink);
    if (Icmpv6.type(bytes, at) == QUERY) {
      switch (BigEndian.u8(bytes, at + 1)) {
        case SUBJECT_IPV6 -> ASKED_IPV6.read(bytes, at, end, sink);
        case SUBJECT_IPV4 -> ASKED_IPV4.read(bytes, at, end, sink);
        default -> {} // A name in DNS's form is not read.
      }
      return;
    }
    if (at + 6 > end) {
      return;
    }
    int what = BigEndian.u16(bytes, at + 4);
    if (what == NODE_ADDRESSES) {
      addresses(ADDRESS, 20, bytes, at + DATA, end, sink);
    } else if (what == IPV4_ADDRESSES) {
      addresses(ADDRESS_4, 8, bytes, at + DATA, end, sink);
    }
  }

  private static void addresses(
      FixedFields address, int length, byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; at + length <= end; at += length) {
      TTL.read(bytes, at, end, sink);
      address.read(bytes, at, end, sink);
    }
  }
}
