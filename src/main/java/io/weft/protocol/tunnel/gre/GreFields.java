package io.weft.protocol.tunnel.gre;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;
import static io.weft.dissect.field.FixedFields.whole;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;
import java.util.List;

/** The fields of GRE and of PPTP's version of it. */
final class GreFields {
  private static final Field FLAGS =
      Field.u16("gre.flags_and_version", "Flags and Version").hexadecimal();

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, FLAGS),
          at(0, flag("gre.flags.checksum", "Checksum Bit", Gre.CHECKSUM)),
          at(0, flag("gre.flags.routing", "Routing Bit", Gre.ROUTING)),
          at(0, flag("gre.flags.key", "Key Bit", Gre.KEY)),
          at(0, flag("gre.flags.sequence_number", "Sequence Number Bit", Gre.SEQUENCE)),
          at(0, flag("gre.flags.strict_source_route", "Strict Source Route Bit", 0x0800)),
          at(
              0,
              Field.u16("gre.flags.recursion_control", "Recursion control")
                  .masked(0x0700)
                  .within(FLAGS)));
  private static final FixedFields ACK =
      FixedFields.of(at(0, flag("gre.flags.ack", "Acknowledgment", Gre.ACKNOWLEDGMENT)));
  private static final FixedFields TYPE =
      FixedFields.of(
          at(0, Field.u16("gre.flags.reserved", "Flags (Reserved)").masked(0x00F8).within(FLAGS)),
          at(
              0,
              Field.u16("gre.flags.version", "Version")
                  .masked(0x0007)
                  .named(ValueNames.from0("GRE", "Enhanced GRE"))
                  .within(FLAGS)),
          at(2, Field.u16("gre.proto", "Protocol Type").hexadecimal().named(EtherType.NAMES)));

  private static final FixedFields CHECKSUM =
      FixedFields.of(
          at(0, Field.u16("gre.checksum", "Checksum").hexadecimal()),
          at(2, Field.u16("gre.offset", "Offset")));
  private static final FixedFields KEY =
      FixedFields.of(at(0, Field.u32("gre.key", "Key").hexadecimal()));
  private static final FixedFields CALL =
      FixedFields.of(
          at(0, Field.u16("gre.key.payload_length", "Payload Length")),
          at(2, Field.u16("gre.key.call_id", "Call ID")));
  private static final FixedFields SEQUENCE =
      FixedFields.of(at(0, Field.u32("gre.sequence_number", "Sequence Number")));
  private static final FixedFields ACKNOWLEDGED =
      FixedFields.of(at(0, Field.u32("gre.ack_number", "Acknowledgment Number")));

  private static final Field ROUTE = Field.group("gre.routes", "Routing");
  private static final FixedFields ENTRY =
      FixedFields.of(
          whole(Field.presence("gre.routing", "Routing").within(ROUTE)),
          at(0, Field.u16("gre.routing.address_family", "Address Family").within(ROUTE)),
          at(2, Field.u8("gre.routing.sre_offset", "SRE Offset").within(ROUTE)),
          at(3, Field.u8("gre.routing.src_length", "SRE Length").within(ROUTE)),
          rest(4, Field.bytes("gre.routing.information", "Routing Information").within(ROUTE)));

  static final LayerFields FIELDS =
      LayerFields.of(
          GreFields::read,
          List.of(HEADER, ACK, TYPE, CHECKSUM, KEY, CALL, SEQUENCE, ACKNOWLEDGED, ENTRY),
          ROUTE);

  private GreFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, 16, mask).within(FLAGS);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    boolean isPptp = Gre.version(bytes, start) == 1 && !Gre.isEoip(bytes, start);
    HEADER.read(bytes, start, end, sink);
    if (isPptp) {
      ACK.read(bytes, start, end, sink);
    }
    TYPE.read(bytes, start, end, sink);
    int at = start + Gre.OPTIONAL;
    if ((Gre.flags(bytes, start) & (Gre.CHECKSUM | Gre.ROUTING)) != 0) {
      CHECKSUM.read(bytes, at, end, sink);
      at += 4;
    }
    if (Gre.hasKey(bytes, start)) {
      (isPptp ? CALL : KEY).read(bytes, at, end, sink);
      at += 4;
    }
    if (Gre.hasSequence(bytes, start)) {
      SEQUENCE.read(bytes, at, end, sink);
      at += 4;
    }
    if (Gre.hasAcknowledgment(bytes, start)) {
      ACKNOWLEDGED.read(bytes, at, end, sink);
      at += 4;
    }
    if (Gre.hasRouting(bytes, start) && sink.wants(ROUTE)) {
      routes(bytes, at, end, sink);
    }
  }

  private static void routes(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + Gre.ROUTING_ENTRY_LENGTH <= end) {
      int next = at + Gre.ROUTING_ENTRY_LENGTH + BigEndian.u8(bytes, at + 3);
      if (next > end) {
        return;
      }
      sink.begin(ROUTE, at, next - at);
      ENTRY.read(bytes, at, next, sink);
      sink.end(ROUTE);
      at = next;
    }
  }
}
