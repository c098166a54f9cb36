package io.weft.protocol.app.radius;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.Pairing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The fields of a packet, by Wireshark's names, with a record of a group for each attribute: its
 * type, its length, and its value where the type is known. A vendor's attributes are records within
 * that of the attribute that carries them.
 */
final class RadiusFields {
  private static final int CHAP_PASSWORD = 3;
  private static final int VENDOR_SPECIFIC = 26;
  private static final int EGRESS_VLAN_ID = 56;
  private static final int EGRESS_VLAN_NAME = 58;
  private static final int VENDOR_LENGTH = 4;

  private static final FieldSequence HEAD =
      FieldSequence.of(
          Field.u8("radius.code", "Code").named(Radius::codeName),
          Field.u8("radius.id", "Identifier"),
          Field.u16("radius.length", "Length"));
  private static final Field AUTHENTICATOR = Field.bytes("radius.authenticator", "Authenticator");
  private static final FieldSequence AUTHENTICATOR_VALUE = FieldSequence.of(AUTHENTICATOR);
  private static final Field REQUEST = Field.flag("radius.req", "Request").generated();
  private static final Field RESPONSE = Field.flag("radius.rsp", "Response").generated();
  private static final Field ASKED =
      Field.u32("radius.reqframe", "Request Frame").generated().tracked();
  private static final Field REPEATS =
      Field.u32("radius.req.dup", "Duplicate Request Frame Number").generated().tracked();
  private static final Field DUPLICATE =
      Field.u32("radius.dup", "Duplicate Message ID").generated().tracked();
  private static final Field TIME =
      Field.relativeTime("radius.time", "Time from request").generated().tracked();
  private static final Field ATTRIBUTE = Field.group("radius.avps", "Attribute Value Pairs");
  private static final Field PAIR = Field.bytes("radius.avp", "AVP").within(ATTRIBUTE);
  private static final Field TYPE = Field.u8("radius.avp.type", "Type").within(ATTRIBUTE);
  private static final Field LENGTH = Field.u8("radius.avp.length", "Length").within(ATTRIBUTE);
  private static final Field UNKNOWN =
      Field.bytes("radius.Unknown_Attribute", "Unknown-Attribute").within(ATTRIBUTE);
  private static final Field VENDOR =
      Field.u32("radius.avp.vendor_id", "Vendor ID").within(ATTRIBUTE);
  private static final Field INVALID_LENGTH =
      Field.presence("radius.invalid_length", "Invalid length").generated().within(ATTRIBUTE);

  private static final Field VENDOR_ATTRIBUTE =
      Field.group("radius.avp.vsas", "Vendor's attributes").within(ATTRIBUTE);
  private static final Field VENDOR_TYPE =
      Field.u32("radius.avp.vendor_type", "Vendor's type").within(VENDOR_ATTRIBUTE);
  private static final Field VENDOR_ATTRIBUTE_LENGTH =
      Field.u16("radius.avp.vendor_len", "Vendor's length").within(VENDOR_ATTRIBUTE);

  private static final FieldSequence PAIR_VALUE = FieldSequence.of(PAIR);
  private static final FieldSequence ATTRIBUTE_HEAD = FieldSequence.of(TYPE, LENGTH);
  private static final FieldSequence VENDOR_VALUE = FieldSequence.of(VENDOR);
  private static final Attribute UNKNOWN_ATTRIBUTE = Attribute.of(UNKNOWN);

  private static final FieldSequence CHAP_VALUE =
      FieldSequence.of(Field.bytes("radius.CHAP_Password", "CHAP-Password").within(ATTRIBUTE));
  private static final FieldSequence CHAP_PARTS =
      FieldSequence.of(
          Field.u8("radius.CHAP_Ident", "CHAP Ident").within(ATTRIBUTE),
          Field.bytes("radius.CHAP_String", "CHAP String").within(ATTRIBUTE));

  /** RFC 4675 section 2.1. */
  private static final FieldSequence EGRESS_VLAN = egressVlan();

  /** RFC 4675 section 2.3. */
  private static final FieldSequence EGRESS_VLAN_NAMED =
      FieldSequence.of(
          Field.u8("radius.egress_vlan_name_tag", "Tag").hexadecimal().within(ATTRIBUTE),
          Field.text("radius.egress_vlan_name", "Vlan Name").within(ATTRIBUTE));

  private final AttributeTable table =
      AttributeTable.read(
          ATTRIBUTE,
          VENDOR_ATTRIBUTE,
          Map.of(
              8, own(Field.ipv4("radius.Framed-IP-Address", "Framed-IP-Address")),
              14, own(Field.ipv4("radius.Login-IP-Host", "Login-IP-Host")),
              79, own(Field.bytes("radius.eap_fragment", "EAP fragment"))));

  private RadiusFields() {}

  private static Attribute own(Field field) {
    return Attribute.of(field.within(ATTRIBUTE));
  }

  private static FieldSequence egressVlan() {
    Field tag = Field.u8("radius.egress_vlanid_tag", "Tag").hexadecimal().within(ATTRIBUTE);
    Field pad =
        Field.unsigned("radius.egress_vlanid_pad", "Pad", 24).masked(0xFFF000).within(ATTRIBUTE);
    Field id = Field.unsigned("radius.egress_vlanid", "Vlan ID", 24).masked(0xFFF);
    return FieldSequence.of(tag, pad, id.within(pad));
  }

  static LayerFields all() {
    RadiusFields fields = new RadiusFields();
    List<Field> declared = new ArrayList<>(HEAD.declared());
    declared.addAll(List.of(AUTHENTICATOR, REQUEST, RESPONSE, ASKED, DUPLICATE, REPEATS, TIME));
    declared.addAll(List.of(ATTRIBUTE, PAIR, TYPE, LENGTH, UNKNOWN, VENDOR));
    declared.add(INVALID_LENGTH);
    declared.addAll(List.of(VENDOR_ATTRIBUTE, VENDOR_TYPE, VENDOR_ATTRIBUTE_LENGTH));
    for (FieldSequence part : List.of(CHAP_VALUE, CHAP_PARTS, EGRESS_VLAN, EGRESS_VLAN_NAMED)) {
      declared.addAll(part.declared());
    }
    declared.addAll(fields.table.declared());
    return LayerFields.of(fields::read, declared);
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    int attributes = start + Radius.HEADER_LENGTH;
    HEAD.read(packet, layer, start, limit, sink);
    AUTHENTICATOR_VALUE.read(packet, layer, start + 4, attributes, sink);
    int code = BigEndian.u8(packet.bytes(layer), start);
    Field role = Radius.isRequest(code) ? REQUEST : RESPONSE;
    if (sink.wants(role)) {
      sink.flag(role, true, 0, 0);
    }
    if (packet.attached(layer) instanceof Pairing pairing) {
      if (pairing.isRepeat() && sink.wants(DUPLICATE)) {
        sink.number(DUPLICATE, BigEndian.u8(packet.bytes(layer), start + 1), 0, 0);
      }
      pairing.read(REPEATS, ASKED, TIME, sink);
    }
    attributes(packet, layer, attributes, limit, sink);
  }

  /**
   * Goes over the attributes. As in Wireshark, the next one begins where the vendor's within the
   * last one end, even where these contradict its own length.
   */
  private void attributes(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from;
    int length;
    for (int left = limit - from; left > 0; left -= length) {
      boolean isWhole = left >= Radius.ATTRIBUTE_HEADER;
      if (isWhole && limit - at < Radius.ATTRIBUTE_HEADER) {
        return;
      }
      length = isWhole ? BigEndian.u8(bytes, at + 1) : left;
      boolean isValid = isWhole && length >= Radius.ATTRIBUTE_HEADER && length <= left;
      if (isValid && length > limit - at) {
        return;
      }
      if (sink.wants(ATTRIBUTE)) {
        sink.begin(ATTRIBUTE, at, isValid ? length : Math.max(limit - at, 0));
      }
      if (isValid) {
        at = attribute(packet, layer, at, at + length, limit, sink);
      } else {
        invalid(sink);
      }
      if (sink.wants(ATTRIBUTE)) {
        sink.end(ATTRIBUTE);
      }
      if (!isValid) {
        return;
      }
    }
  }

  private static void invalid(FieldSink sink) {
    if (sink.wants(INVALID_LENGTH)) {
      sink.flag(INVALID_LENGTH, true, 0, 0);
    }
  }

  /** Pushes an attribute; returns where the next one begins. */
  private int attribute(Packet packet, int layer, int at, int end, int limit, FieldSink sink) {
    PAIR_VALUE.read(packet, layer, at, end, sink);
    ATTRIBUTE_HEAD.read(packet, layer, at, end, sink);
    int type = BigEndian.u8(packet.bytes(layer), at);
    int value = at + Radius.ATTRIBUTE_HEADER;
    switch (type) {
      case CHAP_PASSWORD -> {
        CHAP_VALUE.read(packet, layer, value, end, sink);
        CHAP_PARTS.read(packet, layer, value, end, sink);
      }
      case EGRESS_VLAN_ID -> EGRESS_VLAN.read(packet, layer, value, end, sink);
      case EGRESS_VLAN_NAME -> EGRESS_VLAN_NAMED.read(packet, layer, value, end, sink);
      case VENDOR_SPECIFIC -> {
        if (end - value >= VENDOR_LENGTH) {
          VENDOR_VALUE.read(packet, layer, value, end, sink);
          long vendor = BigEndian.u32(packet.bytes(layer), value);
          return ofVendor(vendor, packet, layer, value + VENDOR_LENGTH, end, limit, sink);
        }
        invalid(sink);
      }
      default -> {
        Attribute known = table.attribute(AttributeTable.NO_VENDOR, type);
        (known == null ? UNKNOWN_ATTRIBUTE : known).read(packet, layer, value, end, sink);
      }
    }
    return end;
  }

  /** Pushes the attributes of a vendor in an attribute; returns where the last one ends. */
  private int ofVendor(
      long vendor, Packet packet, int layer, int from, int end, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    AttributeTable.Format format = table.format(vendor);
    int at = from;
    while (at < end) {
      int header = format.header();
      if (limit - at < header) {
        return limit;
      }
      long type = BigEndian.unsigned(bytes, at, format.numberBytes());
      int lengthAt = at + format.numberBytes();
      int length =
          format.lengthBytes() == 0
              ? end - at
              : (int) BigEndian.unsigned(bytes, lengthAt, format.lengthBytes());
      if (length < header) {
        invalid(sink);
        return at + header;
      }
      int next = at + length;
      if (sink.wants(VENDOR_ATTRIBUTE)) {
        sink.begin(VENDOR_ATTRIBUTE, at, Math.min(next, limit) - at);
      }
      number(VENDOR_TYPE, type, at, format.numberBytes(), sink);
      number(VENDOR_ATTRIBUTE_LENGTH, length, lengthAt, format.lengthBytes(), sink);
      if (next <= limit) {
        Attribute known = table.attribute(vendor, type);
        (known == null ? UNKNOWN_ATTRIBUTE : known).read(packet, layer, at + header, next, sink);
      }
      if (sink.wants(VENDOR_ATTRIBUTE)) {
        sink.end(VENDOR_ATTRIBUTE);
      }
      at = Math.min(next, limit);
    }
    return at;
  }

  private static void number(Field field, long value, int from, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, from, length);
    }
  }
}
