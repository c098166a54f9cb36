package io.weft.protocol.network.icmp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The objects that an ICMP error may have behind the packet that it quotes (RFC 4884, section 7):
 * labels of MPLS (RFC 4950) and interfaces (RFC 5837).
 */
final class IcmpExtensionFields {
  /** Bytes of the quote where its length is not stated (RFC 4884, section 5.5). */
  private static final int USUAL_QUOTE = 128;

  private static final int HEADER_LENGTH = 4;
  private static final int OBJECT_LENGTH = 4;

  private static final int MPLS = 1;
  private static final int INTERFACE = 2;

  private static final int HAS_MTU = 0x01;
  private static final int HAS_NAME = 0x02;
  private static final int HAS_ADDRESS = 0x04;
  private static final int HAS_INDEX = 0x08;

  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u8("icmp.ext.version", "Version").masked(0xF0)),
          at(0, Field.u16("icmp.ext.res", "Reserved").masked(0x0FFF).hexadecimal()),
          at(2, Field.u16("icmp.ext.checksum", "Checksum").hexadecimal()));

  private static final FixedFields OBJECT =
      FixedFields.of(
          at(0, Field.u16("icmp.ext.length", "Length").repeating()),
          at(
              2,
              Field.u8("icmp.ext.class", "Class")
                  .named(
                      ValueNames.of(
                          "1 MPLS label stack",
                          "2 Interface information",
                          "3 Interface identification"))
                  .repeating()),
          at(3, Field.u8("icmp.ext.ctype", "C-Type").repeating()));

  private static final FixedFields DATA =
      FixedFields.of(rest(OBJECT_LENGTH, Field.bytes("icmp.ext.data", "Data").repeating()));

  private static final FixedFields LABEL =
      FixedFields.of(
          at(0, Field.u24("icmp.mpls.label", "Label").masked(0xFFFFF0).repeating()),
          at(0, Field.u24("icmp.mpls.exp", "Experimental").masked(0x0E).repeating()),
          at(0, Field.flag("icmp.mpls.s", "Bottom of stack", 24, 1).repeating()),
          at(3, Field.u8("icmp.mpls.ttl", "Time to live").repeating()));

  private static final FixedFields ROLE =
      FixedFields.of(
          at(
              3,
              Field.u8("icmp.int_info.role", "Interface Role")
                  .masked(0xC0)
                  .named(
                      ValueNames.from0(
                          "Interface that the packet came in on",
                          "Sub-IP component of that interface",
                          "Interface that the packet would have left by",
                          "Next hop"))
                  .repeating()),
          at(3, Field.u8("icmp.int_info.reserved", "Reserved").masked(0x30).repeating()),
          at(3, Field.flag("icmp.int_info.ifindex", "ifIndex", 8, HAS_INDEX).repeating()),
          at(3, Field.flag("icmp.int_info.ipaddr", "IP Address", 8, HAS_ADDRESS).repeating()),
          at(
              3,
              Field.flag("icmp.int_info.name_present", "Interface Name", 8, HAS_NAME).repeating()),
          at(3, Field.flag("icmp.int_info.mtu_present", "MTU", 8, HAS_MTU).repeating()));

  private static final FixedFields INDEX =
      FixedFields.of(at(0, Field.u32("icmp.int_info.index", "Interface Index").repeating()));
  private static final FixedFields ADDRESS =
      FixedFields.of(
          at(
              0,
              Field.u16("icmp.int_info.afi", "Address Family Identifier")
                  .named(ValueNames.of("1 IPv4", "2 IPv6"))
                  .repeating()),
          at(2, 2, Field.bytes("icmp.reserved", "Reserved").repeating()));
  private static final FixedFields ADDRESS_4 =
      FixedFields.of(at(4, Field.ipv4("icmp.int_info.ipv4", "Source").repeating()));
  private static final FixedFields ADDRESS_6 =
      FixedFields.of(at(4, Field.ipv6("icmp.int_info.ipv6", "Source").repeating()));
  private static final FixedFields NAME_LENGTH =
      FixedFields.of(at(0, Field.u8("icmp.int_info.name_length", "Name Length").repeating()));
  private static final Field NAME = Field.text("icmp.int_info.name", "Interface Name").repeating();
  private static final FixedFields INTERFACE_MTU =
      FixedFields.of(at(0, Field.u32("icmp.int_info.mtu", "MTU").repeating()));

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.of(
          IcmpExtensionFields::read,
          List.of(
              HEADER,
              OBJECT,
              ROLE,
              INDEX,
              ADDRESS,
              ADDRESS_4,
              ADDRESS_6,
              NAME_LENGTH,
              INTERFACE_MTU,
              LABEL,
              DATA),
          NAME);

  private IcmpExtensionFields() {}

  /** Reads the extension of an error message, if there is one. */
  static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int quote = start + Icmp.HEADER_LENGTH;
    int end = packet.limit(layer);
    int length = Icmp.quoteLength(bytes, start, end);
    if (length == 0) {
      // Without a length there may be an extension behind the least quote, if the quoted packet
      // itself does not reach that far.
      boolean isShort = quote + 4 <= end && BigEndian.u16(bytes, quote + 2) <= USUAL_QUOTE;
      length = isShort ? USUAL_QUOTE : end;
    }
    int at = quote + length;
    if (at + HEADER_LENGTH > end) {
      return;
    }
    HEADER.read(bytes, at, end, sink);
    at += HEADER_LENGTH;
    while (at + OBJECT_LENGTH <= end) {
      int objectLength = BigEndian.u16(bytes, at);
      OBJECT.read(bytes, at, end, sink);
      if (objectLength < OBJECT_LENGTH) {
        return;
      }
      object(bytes, at, Math.min(end, at + objectLength), sink);
      at += objectLength;
    }
  }

  private static void object(byte[] bytes, int at, int end, FieldSink sink) {
    switch (bytes[at + 2]) {
      case MPLS -> {
        for (int label = at + OBJECT_LENGTH; label + 4 <= end; label += 4) {
          LABEL.read(bytes, label, end, sink);
        }
      }
      case INTERFACE -> interfaces(bytes, at, end, sink);
      default -> DATA.read(bytes, at, end, sink);
    }
  }

  private static void interfaces(byte[] bytes, int start, int end, FieldSink sink) {
    ROLE.read(bytes, start, end, sink);
    int parts = bytes[start + 3];
    int at = start + OBJECT_LENGTH;
    if ((parts & HAS_INDEX) != 0) {
      INDEX.read(bytes, at, end, sink);
      at += 4;
    }
    if ((parts & HAS_ADDRESS) != 0) {
      ADDRESS.read(bytes, at, end, sink);
      int family = at + 2 <= end ? BigEndian.u16(bytes, at) : 0;
      if (family == IPV4) {
        ADDRESS_4.read(bytes, at, end, sink);
        at += 8;
      } else if (family == IPV6) {
        ADDRESS_6.read(bytes, at, end, sink);
        at += 20;
      } else {
        return;
      }
    }
    if ((parts & HAS_NAME) != 0 && at < end) {
      NAME_LENGTH.read(bytes, at, end, sink);
      int length = BigEndian.u8(bytes, at);
      if (length == 0 || at + length > end) {
        return;
      }
      if (length > 1 && sink.wants(NAME)) {
        sink.text(NAME, bytes, at + 1, length - 1);
      }
      at += length;
    }
    if ((parts & HAS_MTU) != 0) {
      INTERFACE_MTU.read(bytes, at, end, sink);
    }
  }
}
