package io.weft.protocol.app.snmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.protocol.app.BerElement;
import java.util.Arrays;
import java.util.List;

/** The variable bindings of a protocol data unit: a record of a name and a value for each. */
final class VariableFields {
  private static final Field COUNT = Field.u32("snmp.variable_bindings", "variable-bindings");
  private static final Field BINDING = Field.group("snmp.bindings", "Variable binding");
  private static final Field NAME = Field.text("snmp.name", "Object Name").within(BINDING);
  private static final Field INTEGER = signed("snmp.value.int", "Value (Integer32)");
  private static final Field OCTETS = bytes("snmp.value.octets", "Value (OctetString)");
  private static final Field OBJECT = Field.text("snmp.value.oid", "Value (OID)").within(BINDING);
  private static final Field NULL = mark("snmp.value.null", "Value (Null)");
  private static final Field IPV4 =
      Field.ipv4("snmp.value.ipv4", "Value (IpAddress)").within(BINDING);
  private static final Field IPV6 =
      Field.ipv6("snmp.value.ipv6", "Value (IpAddress)").within(BINDING);
  private static final Field ADDRESS = bytes("snmp.value.addr", "Value (IpAddress)");
  private static final Field COUNTER =
      Field.u64("snmp.value.counter", "Value (Counter)").within(BINDING);
  private static final Field GAUGE = signed("snmp.value.g32", "Value (Gauge32)");
  private static final Field UNSIGNED = signed("snmp.value.u32", "Value (Unsigned32)");
  private static final Field TICKS =
      Field.u64("snmp.value.timeticks", "Value (Timeticks)").within(BINDING);
  private static final Field OPAQUE = bytes("snmp.value.opaque", "Value (Opaque)");
  private static final Field NSAP = Field.u64("snmp.value.nsap", "Value (NSAP)").within(BINDING);
  private static final Field UNKNOWN = bytes("snmp.value.unk", "Value (Unknown)");
  private static final Field TEXT =
      Field.text("snmp.var-bind_str", "Variable-binding-string").within(BINDING);
  private static final Field NOT_PRIMITIVE =
      mark("snmp.value_not_primitive_encoding", "value not in primitive encoding");
  private static final Field EMPTY_NUMBER =
      mark("snmp.integral_value0", "Integral value is zero-length");
  private static final Field WRONG_TAG =
      mark("snmp.varbind.wrong_tag", "Wrong tag for SNMP VarBind error value");

  /** Stands with what is there in place of a value. */
  private static final Field RESPONSE = mark("snmp.varbind.response", "Response");

  private static final Field NO_OBJECT = mark("snmp.noSuchObject", "noSuchObject");
  private static final Field NO_INSTANCE = mark("snmp.noSuchInstance", "noSuchInstance");
  private static final Field END_OF_VIEW = mark("snmp.endOfMibView", "endOfMibView");

  static final List<Field> DECLARED =
      List.of(
          COUNT,
          BINDING,
          NAME,
          INTEGER,
          OCTETS,
          OBJECT,
          NULL,
          IPV4,
          IPV6,
          ADDRESS,
          COUNTER,
          GAUGE,
          UNSIGNED,
          TICKS,
          OPAQUE,
          NSAP,
          UNKNOWN,
          TEXT,
          NOT_PRIMITIVE,
          EMPTY_NUMBER,
          WRONG_TAG,
          RESPONSE,
          NO_OBJECT,
          NO_INSTANCE,
          END_OF_VIEW);

  /** A counter of 64 bits may have a zero byte before it, so that it is not negative. */
  private static final int MAX_NUMBER = 9;

  // Tags of values (RFC 2578 section 2, RFC 3416 section 3) and of their absence.
  private static final int APPLICATION = 0x40;
  private static final int CONTEXT = 0x80;
  private static final int LAST_CONTEXT = 0x9F;
  private static final int CONSTRUCTED = 0x20;

  // sysDescr.0 and sysName.0 (RFC 3418), encoded.
  private static final byte[] DESCRIPTION = {0x2B, 6, 1, 2, 1, 1, 1, 0};
  private static final byte[] SYSTEM_NAME = {0x2B, 6, 1, 2, 1, 1, 5, 0};

  private VariableFields() {}

  private static Field signed(String name, String label) {
    return Field.u32(name, label).signed().within(BINDING);
  }

  private static Field bytes(String name, String label) {
    return Field.bytes(name, label).within(BINDING);
  }

  private static Field mark(String name, String label) {
    return Field.presence(name, label).within(BINDING);
  }

  /**
   * Reads a list of bindings.
   *
   * @param at index of the list's tag
   */
  static void read(Packet packet, int layer, int at, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int from = BerElement.content(bytes, at, to);
    if (from == BerElement.NONE || BigEndian.u8(bytes, at) != BerElement.SEQUENCE) {
      return;
    }
    int end = BerElement.endOrCut(bytes, at, to);
    if (sink.wants(COUNT)) {
      sink.number(COUNT, count(bytes, from, end), at, end - at);
    }
    if (!sink.wants(BINDING)) {
      return;
    }
    int next;
    for (int binding = from; end - binding > 1; binding = next) {
      next = BerElement.endOrCut(bytes, binding, end);
      sink.begin(BINDING, binding, next - binding);
      binding(packet, layer, binding, next, sink);
      sink.end(BINDING);
    }
  }

  private static int count(byte[] bytes, int from, int end) {
    int count = 0;
    int at = from;
    while (end - at > 1) {
      at = BerElement.endOrCut(bytes, at, end);
      count++;
    }
    return count;
  }

  private static void binding(Packet packet, int layer, int at, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int name = BerElement.content(bytes, at, to);
    if (!BerElement.is(bytes, name, to, BerElement.OBJECT)) {
      return;
    }
    int value = BerElement.end(bytes, name, to);
    object(packet, NAME, bytes, BerElement.content(bytes, name, to), value, sink);
    int content = BerElement.content(bytes, value, to);
    int end = BerElement.end(bytes, value, to);
    if (end == BerElement.NONE) {
      return;
    }
    int tag = BigEndian.u8(bytes, value);
    value(packet, tag, bytes, content, end, sink);
    if (tag == BerElement.OCTETS && content < end && isText(bytes, name, to)) {
      FieldSequence.wantedText(TEXT, packet, layer, content, end, sink);
    }
  }

  /** Is an object one of those whose values are known as text: sysDescr or sysName? */
  private static boolean isText(byte[] bytes, int name, int to) {
    int from = BerElement.content(bytes, name, to);
    int end = BerElement.end(bytes, name, to);
    return Arrays.equals(bytes, from, end, DESCRIPTION, 0, DESCRIPTION.length)
        || Arrays.equals(bytes, from, end, SYSTEM_NAME, 0, SYSTEM_NAME.length);
  }

  private static void value(
      Packet packet, int tag, byte[] bytes, int from, int to, FieldSink sink) {
    if ((tag & CONSTRUCTED) != 0) {
      mark(NOT_PRIMITIVE, from, sink);
      return;
    }
    if (tag >= CONTEXT && tag <= LAST_CONTEXT) {
      mark(tag <= CONTEXT + 2 ? RESPONSE : WRONG_TAG, from, sink);
    }
    switch (tag) {
      case BerElement.INTEGER -> number(INTEGER, bytes, from, to, sink);
      case BerElement.OCTETS -> octets(OCTETS, bytes, from, to, sink);
      case BerElement.NULL -> mark(NULL, from, sink);
      case BerElement.OBJECT -> object(packet, OBJECT, bytes, from, to, sink);
      case APPLICATION -> address(bytes, from, to, sink);
      case APPLICATION + 1, APPLICATION + 6 -> unsigned(COUNTER, bytes, from, to, sink);
      case APPLICATION + 2 -> number(GAUGE, bytes, from, to, sink);
      case APPLICATION + 3 -> unsigned(TICKS, bytes, from, to, sink);
      case APPLICATION + 4 -> octets(OPAQUE, bytes, from, to, sink);
      case APPLICATION + 5 -> unsigned(NSAP, bytes, from, to, sink);
      case APPLICATION + 7 -> number(UNSIGNED, bytes, from, to, sink);
      case CONTEXT -> mark(NO_OBJECT, from, sink);
      case CONTEXT + 1 -> mark(NO_INSTANCE, from, sink);
      case CONTEXT + 2 -> mark(END_OF_VIEW, from, sink);
      default -> {
        if (tag < CONTEXT || tag > LAST_CONTEXT) {
          octets(UNKNOWN, bytes, from, to, sink);
        }
      }
    }
  }

  private static void number(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (to == from) {
      mark(EMPTY_NUMBER, from, sink);
    } else if (to - from <= MAX_NUMBER && sink.wants(field)) {
      sink.number(field, BerElement.integer(bytes, from, to), from, to - from);
    }
  }

  /** As {@link #number}, of a number that is never negative, whatever its first bit. */
  private static void unsigned(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (to == from) {
      mark(EMPTY_NUMBER, from, sink);
    } else if (to - from <= MAX_NUMBER && sink.wants(field)) {
      int length = Math.min(to - from, Long.BYTES);
      sink.number(field, BigEndian.unsigned(bytes, to - length, length), from, to - from);
    }
  }

  private static void octets(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (sink.wants(field)) {
      sink.bytes(field, bytes, from, to - from);
    }
  }

  private static void address(byte[] bytes, int from, int to, FieldSink sink) {
    if (to - from == 4) {
      if (sink.wants(IPV4)) {
        sink.ipv4(IPV4, BigEndian.i32(bytes, from), from, 4);
      }
    } else if (to - from == 16) {
      if (sink.wants(IPV6)) {
        sink.ipv6(IPV6, BigEndian.i64(bytes, from), BigEndian.i64(bytes, from + 8), from, 16);
      }
    } else {
      octets(ADDRESS, bytes, from, to, sink);
    }
  }

  private static void mark(Field field, int at, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, at, 0);
    }
  }

  /** Pushes an object identifier as text. */
  static void object(Packet packet, Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (to > from && sink.wants(field)) {
      StringBuilder text = packet.text();
      BerElement.appendObject(text, bytes, from, to);
      sink.text(field, text, from, to - from);
    }
  }
}
