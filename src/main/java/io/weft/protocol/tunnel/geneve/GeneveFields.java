package io.weft.protocol.tunnel.geneve;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;
import java.util.List;

/** The fields of a Geneve header and of its options, each of which is a record. */
final class GeneveFields {
  private static final int OPTION_HEADER = 4;

  /** Of all options in the header, and of one option with its own header. In bytes. */
  private static final Field OPTION_LENGTH =
      Field.u8("geneve.option.length", "Length").masked(0x3F).repeating();

  private static final Field FLAGS = Field.u8("geneve.flags", "Flags").hexadecimal();

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u8("geneve.version", "Version").masked(0xC0)),
          at(0, OPTION_LENGTH).times(4),
          at(1, FLAGS),
          at(1, Field.flag("geneve.flags.oam", "Operations packet", 8, 0x80).within(FLAGS)),
          at(
              1,
              Field.flag("geneve.flags.critical", "Critical Options Present", 8, 0x40)
                  .within(FLAGS)),
          at(1, Field.flag("geneve.flags.reserved", "Reserved", 8, 0x3F).within(FLAGS)),
          at(
              2,
              Field.u16("geneve.proto_type", "Protocol Type").hexadecimal().named(EtherType.NAMES)),
          at(4, Field.u24("geneve.vni", "Virtual Network Identifier (VNI)")),
          at(7, Field.u8("geneve.reserved", "Reserved").hexadecimal()));
  private static final FixedFields OPTIONS =
      FixedFields.of(rest(Geneve.MIN_HEADER_LENGTH, Field.bytes("geneve.options", "Options")));

  private static final Field OPTION = Field.group("geneve.option_list", "Option");
  private static final Field TYPE =
      Field.u8("geneve.option.type", "Type").hexadecimal().within(OPTION);
  private static final Field OPTION_FLAGS =
      Field.u8("geneve.option.flags", "Flags").masked(0xE0).hexadecimal().within(OPTION);
  private static final FixedFields OPTION_BYTES =
      FixedFields.of(rest(0, Field.bytes("geneve.option", "Option").within(OPTION)));
  private static final FixedFields OPTION_HEAD =
      FixedFields.of(
          at(
              0,
              Field.u16("geneve.option.class", "Class")
                  .hexadecimal()
                  .named(ValueNames.of("0x0108 AWS", "0x0132 Google"))
                  .within(OPTION)),
          at(2, TYPE),
          at(2, Field.flag("geneve.option.type.critical", "Critical Option", 8, 0x80).within(TYPE)),
          at(3, OPTION_FLAGS),
          at(
              3,
              Field.flag("geneve.option.flags.reserved", "Reserved", 8, 0xE0)
                  .within(OPTION_FLAGS)));
  private static final FixedFields DATA =
      FixedFields.of(
          rest(
              OPTION_HEADER,
              Field.bytes("geneve.option.unknown.data", "Unknown Option Data").within(OPTION)));

  static final LayerFields FIELDS =
      LayerFields.of(
          GeneveFields::read, List.of(HEADER, OPTIONS, OPTION_BYTES, OPTION_HEAD, DATA), OPTION);

  private GeneveFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    HEADER.read(bytes, start, end, sink);
    OPTIONS.read(bytes, start, end, sink);
    if (!sink.wants(OPTION)) {
      return;
    }
    int at = start + Geneve.MIN_HEADER_LENGTH;
    while (at + OPTION_HEADER <= end) {
      int next = at + OPTION_HEADER + ((BigEndian.u8(bytes, at + 3) & 0x1F) << 2);
      if (next > end) {
        return;
      }
      sink.begin(OPTION, at, next - at);
      OPTION_BYTES.read(bytes, at, next, sink);
      OPTION_HEAD.read(bytes, at, next, sink);
      if (sink.wants(OPTION_LENGTH)) {
        sink.number(OPTION_LENGTH, next - at, at + 3, 1);
      }
      DATA.read(bytes, at, next, sink);
      sink.end(OPTION);
      at = next;
    }
  }
}
