package io.weft.protocol.app.stun;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fields of attributes (RFC 8489 section 14, RFC 8656 section 18, RFC 8445 section 16). */
final class AttributeFields {
  private static final int MAPPED = 0x0001;
  private static final int XOR_PEER = 0x0012;
  private static final int ERROR_CODE = 0x0009;
  private static final int UNKNOWN_ATTRIBUTES = 0x000A;
  private static final int XOR_RELAYED = 0x0016;
  private static final int XOR_MAPPED = 0x0020;
  private static final int OLD_XOR_MAPPED = 0x8020;

  static final Field ATTRIBUTE = Field.group("stun.attribute_list", "Attributes");
  private static final Field KIND =
      Field.u16("stun.attribute", "Attribute")
          .hexadecimal()
          .named(AttributeFields::name)
          .within(ATTRIBUTE);
  private static final Field TYPE =
      Field.u16("stun.att.type", "Attribute Type")
          .hexadecimal()
          .named(AttributeFields::name)
          .within(ATTRIBUTE);
  private static final Field COMPREHENSION =
      Field.u16("stun.att.type.comprehension", "Attribute Type Comprehension")
          .masked(0x8000)
          .hexadecimal()
          .within(TYPE);
  private static final Field TYPE_ASSIGNMENT =
      Field.u16("stun.att.type.assignment", "Attribute Type Assignment")
          .masked(0x4000)
          .hexadecimal()
          .within(TYPE);
  private static final Field LENGTH =
      Field.u16("stun.att.length", "Attribute Length").within(ATTRIBUTE);
  private static final Field UNKNOWN_TYPE =
      Field.presence("stun.unknown_attribute", "Unknown attribute").within(ATTRIBUTE);

  /** The type of an attribute that Wireshark does not know: it shows none of its numbers. */
  private static final Field OWN_TYPE =
      Field.u16("weft.stun.attribute", "Attribute").hexadecimal().within(ATTRIBUTE);

  private static final FieldSequence KIND_VALUE = FieldSequence.of(KIND);
  private static final FieldSequence HEAD =
      FieldSequence.of(TYPE, COMPREHENSION, TYPE_ASSIGNMENT, LENGTH);

  static final Field RESERVED = Field.bytes("stun.att.reserved", "Reserved").within(ATTRIBUTE);
  static final Field FAMILY =
      Field.u8("stun.att.family", "Protocol Family").hexadecimal().within(ATTRIBUTE);
  private static final Field PORT = Field.u16("stun.att.port", "Port").within(ATTRIBUTE);
  private static final Field IPV4 = Field.ipv4("stun.att.ipv4", "IP").within(ATTRIBUTE);
  private static final Field IPV6 = Field.ipv6("stun.att.ipv6", "IP").within(ATTRIBUTE);
  private static final Field XOR_PORT =
      Field.bytes("stun.att.port-xord", "Port (XOR-d)").within(ATTRIBUTE);
  private static final Field XOR_IPV4 =
      Field.bytes("stun.att.ipv4-xord", "IP (XOR-d)").within(ATTRIBUTE);
  private static final Field XOR_IPV6 =
      Field.bytes("stun.att.ipv6-xord", "IP (XOR-d)").within(ATTRIBUTE);
  private static final Field PADDING = Field.u16("stun.att.padding", "Padding").within(ATTRIBUTE);

  private static final Field ERROR_CLASS =
      Field.u8("stun.att.error.class", "Error Class").masked(0x07).within(ATTRIBUTE);
  private static final Field ERROR = Field.u8("stun.att.error", "Error Code").within(ATTRIBUTE);
  private static final Field REASON =
      Field.text("stun.att.error.reason", "Error Reason Phrase").within(ATTRIBUTE);
  private static final FieldSequence ERROR_VALUE = FieldSequence.of(ERROR_CLASS, ERROR, REASON);
  private static final FieldSequence RESERVED_VALUE = FieldSequence.of(RESERVED);
  private static final Field UNKNOWN =
      Field.u16("stun.att.unknown", "Unknown Attribute")
          .hexadecimal()
          .repeating()
          .within(ATTRIBUTE);
  private static final FieldSequence UNKNOWN_VALUE = FieldSequence.of(UNKNOWN);
  private static final FieldSequence OTHER_VALUE =
      FieldSequence.of(Field.bytes("stun.value", "Value").within(ATTRIBUTE));

  private static final int IPV4_FAMILY = 1;
  private static final int IPV6_FAMILY = 2;

  private AttributeFields() {}

  private static final int FINGERPRINT_MASK = 0x5354554E;

  /** The polynomial of CRC-32, its lowest power first. */
  private static final int CRC_32 = 0xEDB88320;

  private static final Field CHECKSUM_STATUS =
      Field.u8("stun.att.crc32.status", "CRC-32 Status")
          .named(ValueNames.from0("Bad", "Good"))
          .within(ATTRIBUTE)
          .generated();

  private static final Field BAD_CHECKSUM =
      Field.presence("stun.att.crc32.bad", "Bad Fingerprint").within(ATTRIBUTE).generated();

  static List<Field> declared() {
    Set<Field> all = new LinkedHashSet<>(List.of(ATTRIBUTE));
    all.addAll(KIND_VALUE.declared());
    all.addAll(HEAD.declared());
    all.addAll(List.of(RESERVED, FAMILY, PORT, IPV4, IPV6, XOR_PORT, XOR_IPV4, XOR_IPV6));
    all.addAll(ERROR_VALUE.declared());
    all.add(UNKNOWN);
    all.addAll(AttributeLayouts.declared());
    all.addAll(OTHER_VALUE.declared());
    all.add(CHECKSUM_STATUS);
    all.add(BAD_CHECKSUM);
    all.add(UNKNOWN_TYPE);
    all.add(OWN_TYPE);
    all.add(PADDING);
    return new ArrayList<>(all);
  }

  private static String name(long type) {
    String name = AttributeLayouts.name((int) type);
    if (name != null) {
      return name;
    }
    return switch ((int) type) {
      case MAPPED -> "MAPPED-ADDRESS";
      case ERROR_CODE -> "ERROR-CODE";
      case UNKNOWN_ATTRIBUTES -> "UNKNOWN-ATTRIBUTES";
      case XOR_PEER -> "XOR-PEER-ADDRESS";
      case XOR_RELAYED -> "XOR-RELAYED-ADDRESS";
      case XOR_MAPPED, OLD_XOR_MAPPED -> "XOR-MAPPED-ADDRESS";
      default -> AttributeNames.of((int) type);
    };
  }

  /** Pushes the attributes up to one that is longer than the message. */
  static void read(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    boolean isGroupWanted = sink.wants(ATTRIBUTE);
    for (int at = from; limit - at >= Stun.ATTRIBUTE_HEADER; ) {
      int type = BigEndian.u16(bytes, at);
      int value = at + Stun.ATTRIBUTE_HEADER;
      int length = BigEndian.u16(bytes, at + 2);
      int end = value + length;
      int next = value + ((length + 3) & ~3);
      if (isGroupWanted) {
        sink.begin(ATTRIBUTE, at, Math.min(next, limit) - at);
      }
      if (name(type) != null) {
        KIND_VALUE.read(packet, layer, at, value, sink);
        HEAD.read(packet, layer, at, value, sink);
      } else {
        unknown(type, at, length, sink);
      }
      if (end <= limit) {
        value(type, packet, layer, value, end, sink);
        if (next > end && sink.wants(PADDING)) {
          sink.number(PADDING, next - end, end, Math.min(next, limit) - end);
        }
      }
      if (isGroupWanted) {
        sink.end(ATTRIBUTE);
      }
      at = next;
    }
  }

  private static void unknown(int type, int at, int length, FieldSink sink) {
    if (sink.wants(UNKNOWN_TYPE)) {
      sink.flag(UNKNOWN_TYPE, true, at, 2);
    }
    if (sink.wants(OWN_TYPE)) {
      sink.number(OWN_TYPE, type, at, 2);
    }
    if (sink.wants(LENGTH)) {
      sink.number(LENGTH, length, at + 2, 2);
    }
  }

  private static void value(int type, Packet packet, int layer, int at, int end, FieldSink sink) {
    switch (type) {
      case MAPPED, 0x0002, 0x0004, 0x0005, 0x000B, 0x000E, 0x0011, 0x8023, 0x802B, 0x802C, 0x8090 ->
          address(packet, layer, at, end, sink);
      case XOR_MAPPED,
          XOR_PEER,
          XOR_RELAYED,
          0x0027,
          0x0028,
          OLD_XOR_MAPPED,
          0x8059,
          0x805A,
          0x805B,
          0x805C ->
          maskedAddress(packet, layer, at, end, sink);
      case ERROR_CODE -> {
        if (end - at > 2) {
          RESERVED_VALUE.read(packet, layer, at, at + 2, sink);
          ERROR_VALUE.read(packet, layer, at + 2, end, sink);
        }
      }
      case UNKNOWN_ATTRIBUTES -> UNKNOWN_VALUE.readAll(packet, layer, at, end, sink);
      default -> {
        if (!AttributeLayouts.read(type, packet.bytes(layer), at, end, sink)) {
          OTHER_VALUE.read(packet, layer, at, end, sink);
        }
        if (type == AttributeLayouts.FINGERPRINT) {
          checkFingerprint(packet, layer, at, end, sink);
        }
      }
    }
  }

  private static void checkFingerprint(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (end - at < Integer.BYTES || !(sink.wants(CHECKSUM_STATUS) || sink.wants(BAD_CHECKSUM))) {
      return;
    }
    boolean isGood = BigEndian.i32(packet.bytes(layer), at) == fingerprint(packet, layer, at);
    if (sink.wants(CHECKSUM_STATUS)) {
      sink.number(CHECKSUM_STATUS, isGood ? 1 : 0, 0, 0);
    }
    if (!isGood && sink.wants(BAD_CHECKSUM)) {
      sink.flag(BAD_CHECKSUM, true, 0, 0);
    }
  }

  /**
   * What the fingerprint should be: the CRC-32 of all bytes before the attribute, with letters
   * mixed in (RFC 8489 section 14.7).
   *
   * @param value index of the attribute's value
   */
  private static int fingerprint(Packet packet, int layer, int value) {
    byte[] bytes = packet.bytes(layer);
    int remainder = -1;
    for (int i = packet.start(layer); i < value - Stun.ATTRIBUTE_HEADER; i++) {
      remainder ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        remainder = remainder >>> 1 ^ (CRC_32 & -(remainder & 1));
      }
    }
    return ~remainder ^ FINGERPRINT_MASK;
  }

  private static void address(Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    if (!begin(packet, layer, at, end, sink)) {
      return;
    }
    if (sink.wants(PORT)) {
      sink.number(PORT, BigEndian.u16(bytes, at + 2), at + 2, 2);
    }
    int from = at + 4;
    if (bytes[at + 1] == IPV4_FAMILY && end - from >= 4 && sink.wants(IPV4)) {
      sink.ipv4(IPV4, BigEndian.i32(bytes, from), from, 4);
    } else if (bytes[at + 1] == IPV6_FAMILY && end - from >= 16 && sink.wants(IPV6)) {
      sink.ipv6(IPV6, BigEndian.i64(bytes, from), BigEndian.i64(bytes, from + 8), from, 16);
    }
  }

  /** Pushes what every address begins with; returns whether a port follows. */
  private static boolean begin(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (end - at < 2) {
      return false;
    }
    RESERVED_VALUE.read(packet, layer, at, at + 1, sink);
    if (sink.wants(FAMILY)) {
      sink.number(FAMILY, BigEndian.u8(packet.bytes(layer), at + 1), at + 1, 1);
    }
    return end - at >= 4;
  }

  /** An address that the cookie and the transaction mask (RFC 8489 section 14.2). */
  private static void maskedAddress(Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    if (!begin(packet, layer, at, end, sink)) {
      return;
    }
    int mask = packet.start(layer) + Stun.COOKIE;
    if (sink.wants(XOR_PORT)) {
      sink.bytes(XOR_PORT, bytes, at + 2, 2);
    }
    if (sink.wants(PORT)) {
      sink.number(PORT, BigEndian.u16(bytes, at + 2) ^ BigEndian.u16(bytes, mask), at + 2, 2);
    }
    int from = at + 4;
    if (bytes[at + 1] == IPV4_FAMILY && end - from >= 4) {
      if (sink.wants(XOR_IPV4)) {
        sink.bytes(XOR_IPV4, bytes, from, 4);
      }
      if (sink.wants(IPV4)) {
        sink.ipv4(IPV4, BigEndian.i32(bytes, from) ^ BigEndian.i32(bytes, mask), from, 4);
      }
    } else if (bytes[at + 1] == IPV6_FAMILY && end - from >= 16) {
      if (sink.wants(XOR_IPV6)) {
        sink.bytes(XOR_IPV6, bytes, from, 16);
      }
      if (sink.wants(IPV6)) {
        long high = BigEndian.i64(bytes, from) ^ BigEndian.i64(bytes, mask);
        long low = BigEndian.i64(bytes, from + 8) ^ BigEndian.i64(bytes, mask + 8);
        sink.ipv6(IPV6, high, low, from, 16);
      }
    }
  }
}
