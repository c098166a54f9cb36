package io.weft.protocol.network.ipv6;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The fields of routing headers: source routes (RFC 2460), mobility (RFC 6275), RPL (RFC 6554),
 * segment routing (RFC 8754) and compact routing (RFC 9631).
 */
final class RoutingFields {
  private static final int SOURCE_ROUTE = 0;
  private static final int MOBILITY = 2;
  private static final int RPL = 3;
  private static final int SEGMENT_ROUTING = 4;
  private static final int COMPACT_16 = 5;
  private static final int COMPACT_32 = 6;

  private static final int DATA = 8;
  private static final int ADDRESS_LENGTH = 16;

  private static final LayerFields HEAD = ExtensionFields.head("ipv6.routing");

  private static final FixedFields TYPE =
      FixedFields.of(
          at(
              2,
              Field.u8("ipv6.routing.type", "Type")
                  .named(
                      ValueNames.of(
                          "0 Source route",
                          "2 Mobile IP",
                          "3 RPL source route",
                          "4 Segment routing",
                          "5 Compact routing, 16 bits",
                          "6 Compact routing, 32 bits"))),
          at(3, Field.u8("ipv6.routing.segleft", "Segments Left")));

  private static final FixedFields SOURCE =
      FixedFields.of(at(4, 4, Field.bytes("ipv6.routing.src.reserved", "Reserved")));
  private static final FixedFields HOME =
      FixedFields.of(
          at(4, 4, Field.bytes("ipv6.routing.mipv6.reserved", "Reserved")),
          at(8, Field.ipv6("ipv6.routing.mipv6.home_address", "Home Address")));
  private static final FixedFields SEGMENTS =
      FixedFields.of(
          at(4, Field.u8("ipv6.routing.srh.last_entry", "Last Entry")),
          at(5, Field.u8("ipv6.routing.srh.flags", "Flags").hexadecimal()),
          at(6, 2, Field.bytes("ipv6.routing.srh.tag", "Tag")));

  private static final FixedFields RPL_HEAD =
      FixedFields.of(
          at(4, Field.u32("ipv6.routing.rpl.cmprI", "Compressed Internal").masked(0xF000_0000L)),
          at(4, Field.u32("ipv6.routing.rpl.cmprE", "Compressed Final").masked(0x0F00_0000)),
          at(4, Field.u32("ipv6.routing.rpl.pad", "Padding").masked(0x00F0_0000)),
          at(4, Field.u32("ipv6.routing.rpl.reserved", "Reserved").masked(0x000F_FFFF)));
  private static final Field RPL_COUNT =
      Field.u32("ipv6.routing.rpl.addr_count", "Total Address Count").signed().generated();
  private static final Field RPL_ADDRESS =
      Field.bytes("ipv6.routing.rpl.address", "Address").repeating();
  private static final Field RPL_FULL =
      Field.ipv6("ipv6.routing.rpl.full_address", "Full Address").generated().repeating();

  private static final Field SOURCE_ADDRESS =
      Field.ipv6("ipv6.routing.src.addr", "Address").repeating();
  private static final Field SEGMENT = Field.ipv6("ipv6.routing.srh.addr", "Address").repeating();
  private static final FixedFields SID_16 =
      FixedFields.of(at(0, Field.u16("ipv6.routing.crh16.sid", "SID").repeating()));
  private static final FixedFields SID_32 =
      FixedFields.of(at(0, Field.u32("ipv6.routing.crh32.sid", "SID").repeating()));

  static final LayerFields FIELDS =
      LayerFields.of(
          RoutingFields::read,
          List.of(HEAD, TYPE, SOURCE, HOME, SEGMENTS, RPL_HEAD, SID_16, SID_32),
          RPL_COUNT,
          RPL_ADDRESS,
          RPL_FULL,
          SOURCE_ADDRESS,
          SEGMENT);

  private RoutingFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.payload(layer);
    HEAD.read(packet, layer, sink);
    TYPE.read(bytes, at, end, sink);
    switch (BigEndian.u8(bytes, at + 2)) {
      case SOURCE_ROUTE -> {
        SOURCE.read(bytes, at, end, sink);
        addresses(SOURCE_ADDRESS, bytes, at + DATA, end, Integer.MAX_VALUE, sink);
      }
      case MOBILITY -> HOME.read(bytes, at, end, sink);
      case SEGMENT_ROUTING -> {
        SEGMENTS.read(bytes, at, end, sink);
        addresses(SEGMENT, bytes, at + DATA, end, BigEndian.u8(bytes, at + 4) + 1, sink);
      }
      case RPL -> rpl(packet, layer, sink);
      case COMPACT_16 -> identifiers(SID_16, 2, bytes, at + 4, end, sink);
      case COMPACT_32 -> identifiers(SID_32, 4, bytes, at + 4, end, sink);
      default -> {} // Nothing is known of the rest.
    }
  }

  private static void addresses(
      Field field, byte[] bytes, int from, int end, int most, FieldSink sink) {
    if (!sink.wants(field)) {
      return;
    }
    int at = from;
    for (int i = 0; i < most && at + ADDRESS_LENGTH <= end; i++) {
      sink.ipv6(field, BigEndian.i64(bytes, at), BigEndian.i64(bytes, at + 8), at, ADDRESS_LENGTH);
      at += ADDRESS_LENGTH;
    }
  }

  private static void identifiers(
      FixedFields sid, int length, byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; at + length <= end; at += length) {
      sid.read(bytes, at, end, sink);
    }
  }

  /** Reads addresses that lack the first bytes that they share with the packet's destination. */
  private static void rpl(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    RPL_HEAD.read(bytes, start, end, sink);
    int inner = ADDRESS_LENGTH - (bytes[start + 4] >> 4 & 0xF);
    int last = ADDRESS_LENGTH - (bytes[start + 4] & 0xF);
    int padding = bytes[start + 5] >> 4 & 0xF;
    int room = end - start - DATA - padding - last;
    int count = room / inner + 1;
    if (sink.wants(RPL_COUNT)) {
      sink.number(RPL_COUNT, count, 0, 0);
    }
    if (room < 0) {
      return;
    }
    int ip = ip(packet, layer);
    int at = start + DATA;
    for (int i = 1; i <= count; i++) {
      int length = i < count ? inner : last;
      if (sink.wants(RPL_ADDRESS)) {
        sink.bytes(RPL_ADDRESS, bytes, at, length);
      }
      if (ip >= 0 && sink.wants(RPL_FULL)) {
        byte[] outer = packet.bytes(ip);
        int prefix = packet.start(ip) + Ipv6.ADDRESSES_OFFSET + ADDRESS_LENGTH;
        sink.ipv6(
            RPL_FULL,
            joined(outer, prefix, bytes, at, length, 0),
            joined(outer, prefix, bytes, at, length, 8),
            0,
            0);
      }
      at += length;
    }
  }

  private static int ip(Packet packet, int layer) {
    int ip = layer - 1;
    while (ip >= 0 && packet.protocol(ip) != Ipv6.PROTOCOL) {
      ip--;
    }
    return ip;
  }

  /** Eight bytes, from one on, of an address whose last bytes are given and the rest a prefix's. */
  private static long joined(byte[] outer, int prefix, byte[] bytes, int at, int length, int from) {
    int shared = ADDRESS_LENGTH - length;
    long value = 0;
    for (int i = from; i < from + 8; i++) {
      byte next = i < shared ? outer[prefix + i] : bytes[at + i - shared];
      value = value << Byte.SIZE | (next & 0xFF);
    }
    return value;
  }
}
