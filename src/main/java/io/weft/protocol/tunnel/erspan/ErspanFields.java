package io.weft.protocol.tunnel.erspan;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of ERSPAN, types II and III, with the platform's subheaders of type III. */
final class ErspanFields {
  private static final Field VERSION =
      Field.u16("erspan.version", "Version")
          .masked(0xF000)
          .named(ValueNames.of("1 Type II", "2 Type III"));

  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, VERSION),
          at(0, Field.u16("erspan.vlan", "Vlan").masked(0x0FFF)),
          at(2, Field.u16("erspan.cos", "COS").masked(0xE000)));
  private static final FixedFields ENCAPSULATION =
      FixedFields.of(
          at(
              2,
              Field.u16("erspan.encap", "Encap")
                  .masked(0x1800)
                  .named(
                      ValueNames.from0(
                          "Originally without VLAN tag",
                          "Originally ISL encapsulated",
                          "Originally 802.1Q encapsulated",
                          "VLAN tag preserved in frame"))));
  private static final FixedFields STATE =
      FixedFields.of(at(2, Field.u16("erspan.bso", "Bad/Short/Oversized").masked(0x1800)));
  private static final FixedFields SESSION =
      FixedFields.of(
          at(2, Field.u16("erspan.truncated", "Truncated").masked(0x0400)),
          at(2, Field.u16("erspan.spanid", "SpanID").masked(0x03FF)));
  private static final FixedFields TYPE_2 =
      FixedFields.of(
          at(4, Field.u32("erspan.reserved", "Reserved").masked(0xFFF0_0000L)),
          at(4, Field.u32("erspan.index", "Index").masked(0x000F_FFFF)));
  private static final FixedFields TYPE_3 =
      FixedFields.of(
          at(4, Field.u32("erspan.timestamp", "Timestamp")),
          at(8, Field.u16("erspan.sgt", "Security Group Tag")),
          at(10, Field.u16("erspan.p", "Has Ethernet PDU").masked(0x8000)),
          at(
              10,
              Field.u16("erspan.ft", "Frame Type")
                  .masked(0x7C00)
                  .named(ValueNames.of("0 Ethernet frame", "2 IP packet"))),
          at(10, Field.u16("erspan.hw", "Hardware ID").masked(0x03F0)),
          at(10, Field.flag("erspan.direction", "Direction", 16, 0x0008)),
          at(
              10,
              Field.u16("erspan.gra", "Timestamp granularity")
                  .masked(0x0006)
                  .named(
                      ValueNames.from0(
                          "100 microseconds", "100 nanoseconds", "IEEE 1588", "Other"))),
          at(10, Field.u16("erspan.o", "Optional Sub headers").masked(0x0001)));

  private static final FixedFields PLATFORM =
      FixedFields.of(at(12, Field.u32("erspan.platid", "Platform ID").masked(0xFC00_0000L)));
  private static final FixedFields PLATFORM_1 =
      FixedFields.of(
          at(12, Field.u32("erspan.pid1.rsvd1", "Reserved").masked(0x03FF_F000)),
          at(12, Field.u32("erspan.pid1.vsmid", "VSM Domain ID").masked(0x0FFF)),
          at(16, Field.u32("erspan.pid1.port_index", "Port ID/Index")));
  private static final FixedFields PLATFORM_3 =
      FixedFields.of(
          at(12, Field.u32("erspan.pid3.rsvd1", "Reserved").masked(0x03FF_C000)),
          at(12, Field.u32("erspan.pid3.port_index", "Port ID/Index").masked(0x3FFF)),
          at(16, Field.u32("erspan.pid3.timestamp", "Upper 32-bit Timestamp")));
  private static final FixedFields PLATFORM_5 =
      FixedFields.of(
          at(12, Field.u32("erspan.pid5.switchid", "Switch ID").masked(0x03FF_0000)),
          at(12, Field.u32("erspan.pid5.port_index", "Port ID/Index").masked(0xFFFF)),
          at(16, Field.u32("erspan.pid5.timestamp", "Timestamp (seconds)")));
  private static final FixedFields PLATFORM_7 =
      FixedFields.of(
          at(12, Field.u32("erspan.pid7.rsvd1", "Reserved").masked(0x03F0_0000)),
          at(12, Field.u32("erspan.pid7.source_index", "Source Index").masked(0x000F_FFFF)),
          at(16, Field.u32("erspan.pid7.timestamp", "Upper 32-bit Timestamp")));

  static final LayerFields FIELDS =
      LayerFields.of(
          ErspanFields::read,
          List.of(
              HEAD,
              ENCAPSULATION,
              STATE,
              SESSION,
              TYPE_2,
              TYPE_3,
              PLATFORM,
              PLATFORM_1,
              PLATFORM_3,
              PLATFORM_5,
              PLATFORM_7));

  private ErspanFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.payload(layer);
    boolean isType3 = Erspan.version(bytes, at) == Erspan.VERSION_TYPE_3;
    HEAD.read(bytes, at, end, sink);
    (isType3 ? STATE : ENCAPSULATION).read(bytes, at, end, sink);
    SESSION.read(bytes, at, end, sink);
    (isType3 ? TYPE_3 : TYPE_2).read(bytes, at, end, sink);
    if (!isType3 || !Erspan.hasSubheader(bytes, at)) {
      return;
    }
    PLATFORM.read(bytes, at, end, sink);
    switch (BigEndian.u8(bytes, at + Erspan.LENGTH_TYPE_3) >> 2) {
      case 1 -> PLATFORM_1.read(bytes, at, end, sink);
      case 3 -> PLATFORM_3.read(bytes, at, end, sink);
      case 5, 6 -> PLATFORM_5.read(bytes, at, end, sink);
      case 7, 8 -> PLATFORM_7.read(bytes, at, end, sink);
      default -> {} // Nothing is known of other platforms' headers.
    }
  }
}
