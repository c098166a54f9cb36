package io.weft.protocol.network.isis;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/** The fields of hellos, by which neighbours find one another. */
final class HelloFields {
  private static final String PREFIX = "isis.hello.";

  private static final int SENDER = 1;
  private static final int PRIORITY = 11;
  private static final int DESIGNATED = 12;
  private static final int LAN_LENGTH = 19;
  private static final int POINT_TO_POINT_LENGTH = 12;
  private static final int NEIGHBOR = 5;
  private static final int MAC_LENGTH = 6;

  private static final Field RESERVED =
      Field.u8(PREFIX + "reserved", "Reserved").masked(0xFC).hexadecimal().repeating();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(
              0,
              Field.u8(PREFIX + "circuit_type", "Circuit type")
                  .masked(0x03)
                  .hexadecimal()
                  .named(ValueNames.of("1 Level 1 only", "2 Level 2 only", "3 Level 1 and 2"))),
          at(0, RESERVED),
          at(7, Field.u16(PREFIX + "holding_timer", "Holding timer")),
          at(9, Field.u16(PREFIX + "pdu_length", "PDU length")));
  private static final FixedFields ON_LAN =
      FixedFields.of(at(PRIORITY, Field.u8(PREFIX + "priority", "Priority").masked(0x7F)));
  private static final FixedFields POINT_TO_POINT =
      FixedFields.of(at(11, Field.u8(PREFIX + "local_circuit_id", "Local circuit ID")));
  private static final Field SENDER_ID = id("source_id", "SystemID {Sender of PDU}");
  private static final Field LAN_ID = id("lan_id", "SystemID {Designated IS}");
  private static final Field LAN_NEIGHBOR =
      Field.mac(PREFIX + "is_neighbor", "IS Neighbor").repeating();
  private static final Field FLAGS =
      Field.u8(PREFIX + "clv_restart_flags", "Restart Signaling Flags").hexadecimal();
  private static final FixedFields RESTART =
      FixedFields.of(
          at(0, FLAGS),
          at(0, flag("sa", "Suppress Adjacency", 0x04)),
          at(0, flag("ra", "Restart Acknowledgment", 0x02)),
          at(0, flag("rr", "Restart Request", 0x01)));
  private static final FixedFields ADJACENCY =
      FixedFields.of(
          at(
              0,
              Field.u8(PREFIX + "adjacency_state", "Adjacency State")
                  .named(ValueNames.from0("Up", "Initializing", "Down"))),
          at(
              1,
              Field.u32(PREFIX + "extended_local_circuit_id", "Extended Local circuit ID")
                  .hexadecimal()),
          at(
              11,
              Field.u32(
                      PREFIX + "neighbor_extended_local_circuit_id",
                      "Neighbor Extended Local circuit ID")
                  .hexadecimal()));
  private static final Field NEIGHBOR_ID = id("neighbor_systemid", "Neighbor SystemID");
  private static final Elements ELEMENTS = new Elements(PREFIX);

  private HelloFields() {}

  private static Field id(String name, String label) {
    return Field.text(PREFIX + name, label);
  }

  private static Field flag(String name, String label, int mask) {
    return Field.flag(PREFIX + "clv_restart_flags." + name, label, Byte.SIZE, mask).within(FLAGS);
  }

  static List<Field> declared() {
    List<Field> all = new ArrayList<>(ELEMENTS.declared());
    for (FixedFields part : new FixedFields[] {HEAD, ON_LAN, POINT_TO_POINT, RESTART, ADJACENCY}) {
      all.addAll(part.declared());
    }
    all.addAll(List.of(SENDER_ID, LAN_ID, LAN_NEIGHBOR, NEIGHBOR_ID));
    return all;
  }

  static void read(byte[] bytes, int start, int limit, boolean isLan, FieldSink sink) {
    HEAD.read(bytes, start, limit, sink);
    SystemId.push(SENDER_ID, bytes, start + SENDER, SystemId.LENGTH, limit, sink);
    if (isLan) {
      if (start + PRIORITY < limit && sink.wants(RESERVED)) {
        sink.number(RESERVED, bytes[start + PRIORITY] >> 7 & 1, start + PRIORITY, 1);
      }
      ON_LAN.read(bytes, start, limit, sink);
      SystemId.push(LAN_ID, bytes, start + DESIGNATED, SystemId.WITH_CIRCUIT, limit, sink);
    } else {
      POINT_TO_POINT.read(bytes, start, limit, sink);
    }
    int elements = start + (isLan ? LAN_LENGTH : POINT_TO_POINT_LENGTH);
    ELEMENTS.read(bytes, elements, limit, sink, HelloFields::element);
  }

  private static void element(int type, byte[] bytes, int from, int end, FieldSink sink) {
    switch (type) {
      case Elements.LAN_NEIGHBORS -> {
        for (int at = from; at + MAC_LENGTH <= end && sink.wants(LAN_NEIGHBOR); at += MAC_LENGTH) {
          sink.mac(LAN_NEIGHBOR, bytes, at);
        }
      }
      case Elements.RESTART -> RESTART.read(bytes, from, end, sink);
      case Elements.ADJACENCY -> {
        ADJACENCY.read(bytes, from, end, sink);
        SystemId.push(NEIGHBOR_ID, bytes, from + NEIGHBOR, SystemId.LENGTH, end, sink);
      }
      default -> {}
    }
  }
}
