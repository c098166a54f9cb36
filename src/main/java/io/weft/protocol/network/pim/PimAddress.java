package io.weft.protocol.network.pim;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/**
 * An address with its family and encoding (RFC 7761 section 4.9.1): of a router, or with flags and
 * the length of a mask, of a group or a source.
 */
final class PimAddress {
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  private static final Field FAMILY =
      Field.u8("pim.addr_address_family", "Address Family")
          .named(ValueNames.of("1 IPv4", "2 IPv6"))
          .repeating();
  private static final Field ENCODING =
      Field.u8("pim.addr_encoding_type", "Encoding Type")
          .named(ValueNames.from0("Native"))
          .repeating();
  private static final Field MASK = Field.u8("pim.mask_len", "Masklen").repeating();

  private static final Field GROUP_FLAGS =
      Field.u8("pim.group_addr.flags", "Flags").hexadecimal().repeating();
  private static final FixedFields OF_GROUP =
      FixedFields.of(
          at(0, FAMILY),
          at(1, ENCODING),
          at(2, GROUP_FLAGS),
          at(2, flag("pim.group_addr.flags.b", "Bidirectional PIM", 0x80, GROUP_FLAGS)),
          at(
              2,
              Field.u8("pim.group_addr.flags.reserved", "Reserved")
                  .masked(0x7E)
                  .hexadecimal()
                  .within(GROUP_FLAGS)
                  .repeating()),
          at(2, flag("pim.group_addr.flags.z", "Admin Scope Zone", 0x01, GROUP_FLAGS)),
          at(3, MASK));
  private static final Field SOURCE_FLAGS =
      Field.u8("pim.source_addr.flags", "Flags").hexadecimal().repeating();
  private static final FixedFields OF_SOURCE =
      FixedFields.of(
          at(0, FAMILY),
          at(1, ENCODING),
          at(2, SOURCE_FLAGS),
          at(
              2,
              Field.u8("pim.source_addr.flags.reserved", "Reserved")
                  .masked(0xF8)
                  .hexadecimal()
                  .within(SOURCE_FLAGS)
                  .repeating()),
          at(2, flag("pim.source_addr.flags.s", "Sparse", 0x04, SOURCE_FLAGS)),
          at(2, flag("pim.source_addr.flags.w", "WildCard", 0x02, SOURCE_FLAGS)),
          at(2, flag("pim.source_addr.flags.r", "Rendezvous Point Tree", 0x01, SOURCE_FLAGS)),
          at(3, MASK));
  private static final FixedFields OF_ROUTER = FixedFields.of(at(0, FAMILY), at(1, ENCODING));

  private static final Field GROUP_4 = Field.ipv4("pim.group", "Group").repeating();
  private static final Field GROUP_6 = Field.ipv6("pim.group_ip6", "Group").repeating();
  private static final Field SOURCE_4 = Field.ipv4("pim.source", "Source").repeating();
  private static final Field SOURCE_6 = Field.ipv6("pim.source_ip6", "Source").repeating();

  static final PimAddress NEIGHBOR =
      new PimAddress(
          OF_ROUTER,
          2,
          FixedFields.of(
              at(0, Field.ipv4("pim.upstream_neighbor", "Upstream-neighbor")),
              at(0, Field.ipv4("pim.unicast", "Unicast"))),
          FixedFields.of(
              at(0, Field.ipv6("pim.upstream_neighbor_ip6", "Upstream-neighbor")),
              at(0, Field.ipv6("pim.unicast_ipv6", "Unicast"))));

  /** Wireshark tells a group twice: with the length of its mask, and alone. */
  static final PimAddress GROUP =
      new PimAddress(
          OF_GROUP,
          4,
          FixedFields.of(at(0, GROUP_4), at(0, GROUP_4)),
          FixedFields.of(at(0, GROUP_6), at(0, GROUP_6)));

  static final PimAddress JOIN = source("pim.join_ip", "IP address");
  static final PimAddress PRUNE = source("pim.prune_ip", "IP address");

  static final LayerFields DECLARED = declared();

  private final FixedFields head;
  private final int headLength;
  private final FixedFields ipv4;
  private final FixedFields ipv6;

  private PimAddress(FixedFields head, int headLength, FixedFields ipv4, FixedFields ipv6) {
    this.head = head;
    this.headLength = headLength;
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  private static PimAddress source(String name, String label) {
    return new PimAddress(
        OF_SOURCE,
        4,
        FixedFields.of(at(0, Field.ipv4(name, label).repeating()), at(0, SOURCE_4)),
        FixedFields.of(at(0, Field.ipv6(name + '6', label).repeating()), at(0, SOURCE_6)));
  }

  private static Field flag(String name, String label, int mask, Field flags) {
    return Field.flag(name, label, Byte.SIZE, mask).within(flags).repeating();
  }

  private static LayerFields declared() {
    List<LayerFields> parts = new ArrayList<>();
    for (PimAddress each : List.of(NEIGHBOR, GROUP, JOIN, PRUNE)) {
      parts.addAll(List.of(each.head, each.ipv4, each.ipv6));
    }
    return LayerFields.declaring(parts);
  }

  /** Pushes the fields of an address; returns the index behind it, or {@link FieldSequence#CUT}. */
  int read(byte[] bytes, int at, int limit, FieldSink sink) {
    if (at == FieldSequence.CUT || at >= limit) {
      return FieldSequence.CUT;
    }
    int length = bytes[at] == IPV4 ? 4 : bytes[at] == IPV6 ? 16 : -1;
    int address = at + headLength;
    if (length < 0 || limit - address < length) {
      return FieldSequence.CUT;
    }
    head.read(bytes, at, limit, sink);
    (length == 4 ? ipv4 : ipv6).read(bytes, address, limit, sink);
    return address + length;
  }

  /** Does so for addresses that follow one another. */
  int readAll(int count, byte[] bytes, int from, int limit, FieldSink sink) {
    int at = from;
    for (int i = 0; i < count && at != FieldSequence.CUT; i++) {
      at = read(bytes, at, limit, sink);
    }
    return at;
  }
}
