package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of routes of multicast VPNs (RFC 6514 section 4) and multicast trees (RFC 6037). */
final class MulticastFields {
  private static final int HEADER = 2;
  private static final int AS_LENGTH = 4;

  private static final String NAME = "bgp.mcast_vpn_nlri";
  private static final FixedFields HEAD =
      FixedFields.of(
          at(
              0,
              Field.u8(NAME + "_route_type", "Route Type")
                  .named(
                      ValueNames.of(
                          "1 Intra-AS I-PMSI A-D route",
                          "2 Inter-AS I-PMSI A-D route",
                          "3 S-PMSI A-D route",
                          "4 Leaf A-D route",
                          "5 Source Active A-D route",
                          "6 Shared Tree Join route",
                          "7 Source Tree Join route"))
                  .repeating()),
          at(1, Field.u8(NAME + "_length", "Length").repeating()));
  private static final FixedFields WHOLE =
      FixedFields.of(rest(0, Field.bytes(NAME, "MCAST-VPN nlri").repeating()));
  private static final FixedFields RD =
      FixedFields.of(
          at(
              0,
              PrefixFields.DISTINGUISHER,
              Field.bytes(NAME + "_rd", "Route Distinguisher").repeating()));
  private static final FixedFields ORIGIN_4 =
      FixedFields.of(
          at(0, Field.ipv4(NAME + "_origin_router_ipv4", "Originating Router").repeating()));
  private static final FixedFields ORIGIN_6 =
      FixedFields.of(
          at(0, Field.ipv6(NAME + "_origin_router_ipv6", "Originating Router").repeating()));
  private static final FixedFields SOURCE_AS =
      FixedFields.of(at(0, Field.u32(NAME + "_source_as", "Source AS").repeating()));
  private static final FixedFields ROUTE_KEY =
      FixedFields.of(rest(0, Field.bytes(NAME + "_route_key", "Route Key").repeating()));
  private static final FixedFields SOURCE_LENGTH =
      FixedFields.of(
          at(0, Field.u8(NAME + "_source_length", "Multicast Source Length").repeating()));
  private static final FixedFields SOURCE_4 =
      FixedFields.of(
          at(0, Field.ipv4(NAME + "_source_addr_ipv4", "Multicast Source Address").repeating()));
  private static final FixedFields SOURCE_6 =
      FixedFields.of(
          at(0, Field.ipv6(NAME + "_source_addr_ipv6", "Multicast Source Address").repeating()));
  private static final FixedFields GROUP_LENGTH =
      FixedFields.of(at(0, Field.u8(NAME + "_group_length", "Multicast Group Length").repeating()));
  private static final FixedFields GROUP_4 =
      FixedFields.of(
          at(0, Field.ipv4(NAME + "_group_addr_ipv4", "Multicast Group Address").repeating()));
  private static final FixedFields GROUP_6 =
      FixedFields.of(at(0, Field.ipv6(NAME + "_group_addr_ipv6", "Group Address").repeating()));

  /** Length of a tree's route before and behind its length in bits. */
  private static final int TREE = 17;

  private static final FixedFields TREE_ROUTE =
      FixedFields.of(
          at(1, 8, Field.bytes("bgp.mdt_safi_rd", "Route Distinguisher").repeating()),
          at(9, Field.ipv4("bgp.mdt_safi_ipv4_addr", "IPv4 Address").repeating()),
          at(13, Field.ipv4("bgp.mdt_safi_group_addr", "Group Address").repeating()));

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              HEAD,
              WHOLE,
              RD,
              ORIGIN_4,
              ORIGIN_6,
              SOURCE_AS,
              ROUTE_KEY,
              SOURCE_LENGTH,
              SOURCE_4,
              SOURCE_6,
              GROUP_LENGTH,
              GROUP_4,
              GROUP_6,
              TREE_ROUTE));

  private MulticastFields() {}

  /**
   * Reads routes of a multicast VPN.
   *
   * @param width of an address of the family, in bytes
   */
  static void read(int width, byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (end - at >= HEADER) {
      int value = at + HEADER;
      int next = Math.min(end, value + BigEndian.u8(bytes, at + 1));
      HEAD.read(bytes, at, next, sink);
      WHOLE.read(bytes, value, next, sink);
      route(BigEndian.u8(bytes, at), width, bytes, value, next, sink);
      at = next;
    }
  }

  private static void route(int type, int width, byte[] bytes, int at, int end, FieldSink sink) {
    int behind = at + PrefixFields.DISTINGUISHER;
    switch (type) {
      case 1 -> {
        RD.read(bytes, at, end, sink);
        origin(width, bytes, behind, end, sink);
      }
      case 2 -> {
        RD.read(bytes, at, end, sink);
        SOURCE_AS.read(bytes, behind, end, sink);
      }
      case 3 -> {
        RD.read(bytes, at, end, sink);
        origin(width, bytes, sourceAndGroup(bytes, behind, end, sink), end, sink);
      }
      case 4 -> {
        ROUTE_KEY.read(bytes, at, end - width, sink);
        if (end - width >= at) {
          origin(width, bytes, end - width, end, sink);
        }
      }
      case 5 -> {
        RD.read(bytes, at, end, sink);
        sourceAndGroup(bytes, behind, end, sink);
      }
      case 6, 7 -> {
        RD.read(bytes, at, end, sink);
        SOURCE_AS.read(bytes, behind, end, sink);
        sourceAndGroup(bytes, behind + AS_LENGTH, end, sink);
      }
      default -> {} // Nothing is known of others.
    }
  }

  private static void origin(int width, byte[] bytes, int at, int end, FieldSink sink) {
    (width == Integer.BYTES ? ORIGIN_4 : ORIGIN_6).read(bytes, at, end, sink);
  }

  /** Reads both addresses, each behind its length in bits; says where they end. */
  static int sourceAndGroup(byte[] bytes, int at, int end, FieldSink sink) {
    int group = address(SOURCE_LENGTH, SOURCE_4, SOURCE_6, bytes, at, end, sink);
    return address(GROUP_LENGTH, GROUP_4, GROUP_6, bytes, group, end, sink);
  }

  private static int address(
      FixedFields length,
      FixedFields ipv4,
      FixedFields ipv6,
      byte[] bytes,
      int at,
      int end,
      FieldSink sink) {
    if (at >= end) {
      return end;
    }
    length.read(bytes, at, end, sink);
    int bits = BigEndian.u8(bytes, at);
    if (bits == 32) {
      ipv4.read(bytes, at + 1, end, sink);
    } else if (bits == 128) {
      ipv6.read(bytes, at + 1, end, sink);
    }
    return at + 1 + bits / Byte.SIZE;
  }

  /** Reads routes of multicast distribution trees, each behind its length in bits. */
  static void trees(byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; end - at >= TREE; at += TREE) {
      TREE_ROUTE.read(bytes, at, at + TREE, sink);
    }
  }
}
