package io.weft.protocol.link.lldp;

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

/** The fields of the elements of an LLDP message, each of which is a record (IEEE 802.1AB, 8.5). */
final class LldpFields {
  private static final int HEADER_LENGTH = 2;
  private static final int LENGTH = 0x01FF;

  private static final int CHASSIS = 1;
  private static final int PORT = 2;
  private static final int TIME_TO_LIVE = 3;
  private static final int PORT_DESCRIPTION = 4;
  private static final int SYSTEM_NAME = 5;
  private static final int SYSTEM_DESCRIPTION = 6;
  private static final int CAPABILITIES = 7;
  private static final int MANAGEMENT = 8;
  private static final int ORGANIZATION = 127;

  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  static final Field ELEMENT = Field.group("lldp.tlvs", "Element");

  private static final FixedFields HEADER =
      FixedFields.of(
          at(
              0,
              Field.u16("lldp.tlv.type", "TLV Type")
                  .masked(0xFE00)
                  .named(
                      ValueNames.of(
                          "0 End of LLDPDU",
                          "1 Chassis Id",
                          "2 Port Id",
                          "3 Time to live",
                          "4 Port description",
                          "5 System name",
                          "6 System description",
                          "7 System capabilities",
                          "8 Management address",
                          "127 Organization specific"))
                  .within(ELEMENT)),
          at(0, Field.u16("lldp.tlv.len", "TLV Length").masked(LENGTH).within(ELEMENT)));

  private static final ValueNames ADDRESS_FAMILIES = ValueNames.of("1 IPv4", "2 IPv6", "6 802");

  private static final FixedFields CHASSIS_SUBTYPE =
      FixedFields.of(
          at(
              2,
              Field.u8("lldp.chassis.subtype", "Chassis Id Subtype")
                  .named(
                      ValueNames.of(
                          "1 Chassis component",
                          "2 Interface alias",
                          "3 Port component",
                          "4 MAC address",
                          "5 Network address",
                          "6 Interface name",
                          "7 Locally assigned"))
                  .within(ELEMENT)));
  private static final FixedFields CHASSIS_MAC =
      FixedFields.of(at(3, Field.mac("lldp.chassis.id.mac", "Chassis Id").within(ELEMENT)));
  private static final FixedFields FAMILY =
      FixedFields.of(
          at(
              3,
              Field.u8("lldp.network_address.subtype", "Network Address family")
                  .named(ADDRESS_FAMILIES)
                  .within(ELEMENT)));
  private static final FixedFields CHASSIS_IPV4 =
      FixedFields.of(at(4, Field.ipv4("lldp.chassis.id.ip4", "Chassis Id").within(ELEMENT)));
  private static final FixedFields CHASSIS_IPV6 =
      FixedFields.of(at(4, Field.ipv6("lldp.chassis.id.ip6", "Chassis Id").within(ELEMENT)));
  private static final FixedFields CHASSIS_ID =
      FixedFields.of(rest(3, Field.bytes("lldp.chassis.id", "Chassis Id").within(ELEMENT)));

  private static final FixedFields PORT_SUBTYPE =
      FixedFields.of(
          at(
              2,
              Field.u8("lldp.port.subtype", "Port Id Subtype")
                  .named(
                      ValueNames.of(
                          "1 Interface alias",
                          "2 Port component",
                          "3 MAC address",
                          "4 Network address",
                          "5 Interface name",
                          "6 Agent circuit Id",
                          "7 Locally assigned"))
                  .within(ELEMENT)));
  private static final FixedFields PORT_MAC =
      FixedFields.of(at(3, Field.mac("lldp.port.id.mac", "Port Id").within(ELEMENT)));
  private static final FixedFields PORT_IPV4 =
      FixedFields.of(at(4, Field.ipv4("lldp.port.id.ip4", "Port Id").within(ELEMENT)));
  private static final FixedFields PORT_IPV6 =
      FixedFields.of(at(4, Field.ipv6("lldp.port.id.ip6", "Port Id").within(ELEMENT)));
  private static final FixedFields PORT_ID =
      FixedFields.of(rest(3, Field.text("lldp.port.id", "Port Id").within(ELEMENT)));

  private static final FixedFields SECONDS =
      FixedFields.of(at(2, Field.u16("lldp.time_to_live", "Seconds").within(ELEMENT)));
  private static final FixedFields DESCRIPTION =
      FixedFields.of(rest(2, Field.text("lldp.port.desc", "Port Description").within(ELEMENT)));
  private static final FixedFields NAME =
      FixedFields.of(rest(2, Field.text("lldp.tlv.system.name", "System Name").within(ELEMENT)));
  private static final FixedFields SYSTEM =
      FixedFields.of(
          rest(2, Field.text("lldp.tlv.system.desc", "System Description").within(ELEMENT)));

  private static final FixedFields SYSTEM_CAPABILITIES =
      capabilities(2, "lldp.tlv.system_cap", "Capabilities");
  private static final FixedFields ENABLED_CAPABILITIES =
      capabilities(4, "lldp.tlv.enable_system_cap", "Enabled Capabilities");

  private static final FixedFields ADDRESS =
      FixedFields.of(
          at(2, Field.u8("lldp.mgn.address.len", "Address String Length").within(ELEMENT)),
          at(
              3,
              Field.u8("lldp.mgn.address.subtype", "Address Subtype")
                  .named(ADDRESS_FAMILIES)
                  .within(ELEMENT)));
  private static final FixedFields ADDRESS_IPV4 =
      FixedFields.of(at(4, Field.ipv4("lldp.mgn.addr.ip4", "Management Address").within(ELEMENT)));
  private static final FixedFields ADDRESS_IPV6 =
      FixedFields.of(at(4, Field.ipv6("lldp.mgn.addr.ip6", "Management Address").within(ELEMENT)));
  private static final FixedFields ADDRESS_BYTES =
      FixedFields.of(
          rest(4, Field.bytes("lldp.mgn.addr.hex", "Management Address").within(ELEMENT)));
  private static final FixedFields INTERFACE =
      FixedFields.of(
          at(
              0,
              Field.u8("lldp.mgn.interface.subtype", "Interface Subtype")
                  .named(ValueNames.of("1 Unknown", "2 ifIndex", "3 System port number"))
                  .within(ELEMENT)),
          at(1, Field.u32("lldp.mgn.interface.number", "Interface Number").within(ELEMENT)),
          at(5, Field.u8("lldp.mgn.obj.len", "OID String Length").within(ELEMENT)));

  static final LayerFields FIELDS =
      LayerFields.of(
          LldpFields::read,
          List.of(
              HEADER,
              CHASSIS_SUBTYPE,
              CHASSIS_MAC,
              FAMILY,
              CHASSIS_IPV4,
              CHASSIS_IPV6,
              CHASSIS_ID,
              PORT_SUBTYPE,
              PORT_MAC,
              PORT_IPV4,
              PORT_IPV6,
              PORT_ID,
              SECONDS,
              DESCRIPTION,
              NAME,
              SYSTEM,
              SYSTEM_CAPABILITIES,
              ENABLED_CAPABILITIES,
              ADDRESS,
              ADDRESS_IPV4,
              ADDRESS_IPV6,
              ADDRESS_BYTES,
              INTERFACE,
              OrganizationFields.DECLARED),
          ELEMENT);

  private LldpFields() {}

  private static FixedFields capabilities(int offset, String name, String label) {
    Field all = Field.u16(name, label).hexadecimal().within(ELEMENT);
    return FixedFields.of(
        at(offset, all),
        at(offset, Field.flag(name + ".other", "Other", 16, 0x01).within(all)),
        at(offset, Field.flag(name + ".repeater", "Repeater", 16, 0x02).within(all)),
        at(offset, Field.flag(name + ".bridge", "Bridge", 16, 0x04).within(all)),
        at(offset, Field.flag(name + ".wlan_access_pt", "WLAN access point", 16, 0x08).within(all)),
        at(offset, Field.flag(name + ".router", "Router", 16, 0x10).within(all)),
        at(offset, Field.flag(name + ".telephone", "Telephone", 16, 0x20).within(all)),
        at(
            offset,
            Field.flag(name + ".docsis_cable_device", "DOCSIS cable device", 16, 0x40).within(all)),
        at(offset, Field.flag(name + ".station_only", "Station only", 16, 0x80).within(all)));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int end = packet.limit(layer);
    int at = packet.start(layer);
    if (!sink.wants(ELEMENT)) {
      return;
    }
    while (at + HEADER_LENGTH <= end) {
      int head = BigEndian.u16(bytes, at);
      int next = Math.min(end, at + HEADER_LENGTH + (head & LENGTH));
      sink.begin(ELEMENT, at, next - at);
      HEADER.read(bytes, at, next, sink);
      element(head >> 9, bytes, at, next, sink);
      sink.end(ELEMENT);
      if (head >> 9 == 0) {
        return;
      }
      at = next;
    }
  }

  private static void element(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case CHASSIS -> chassis(bytes, at, end, sink);
      case PORT -> port(bytes, at, end, sink);
      case TIME_TO_LIVE -> SECONDS.read(bytes, at, end, sink);
      case PORT_DESCRIPTION -> DESCRIPTION.read(bytes, at, end, sink);
      case SYSTEM_NAME -> NAME.read(bytes, at, end, sink);
      case SYSTEM_DESCRIPTION -> SYSTEM.read(bytes, at, end, sink);
      case CAPABILITIES -> {
        SYSTEM_CAPABILITIES.read(bytes, at, end, sink);
        ENABLED_CAPABILITIES.read(bytes, at, end, sink);
      }
      case MANAGEMENT -> management(bytes, at, end, sink);
      case ORGANIZATION -> OrganizationFields.read(bytes, at, end, sink);
      default -> {} // The end has no value, and other types are reserved.
    }
  }

  private static void chassis(byte[] bytes, int at, int end, FieldSink sink) {
    CHASSIS_SUBTYPE.read(bytes, at, end, sink);
    int subtype = at + 2 < end ? bytes[at + 2] : 0;
    switch (subtype) {
      case 4 -> CHASSIS_MAC.read(bytes, at, end, sink);
      case 5 -> network(CHASSIS_IPV4, CHASSIS_IPV6, CHASSIS_ID, bytes, at, end, sink);
      default -> CHASSIS_ID.read(bytes, at, end, sink);
    }
  }

  private static void port(byte[] bytes, int at, int end, FieldSink sink) {
    PORT_SUBTYPE.read(bytes, at, end, sink);
    int subtype = at + 2 < end ? bytes[at + 2] : 0;
    switch (subtype) {
      case 3 -> PORT_MAC.read(bytes, at, end, sink);
      case 4 -> network(PORT_IPV4, PORT_IPV6, PORT_ID, bytes, at, end, sink);
      default -> PORT_ID.read(bytes, at, end, sink);
    }
  }

  private static void network(
      FixedFields ipv4,
      FixedFields ipv6,
      FixedFields other,
      byte[] bytes,
      int at,
      int end,
      FieldSink sink) {
    FAMILY.read(bytes, at, end, sink);
    int family = at + 3 < end ? bytes[at + 3] : 0;
    (family == IPV4 ? ipv4 : family == IPV6 ? ipv6 : other).read(bytes, at, end, sink);
  }

  private static void management(byte[] bytes, int at, int end, FieldSink sink) {
    ADDRESS.read(bytes, at, end, sink);
    if (at + 4 > end) {
      return;
    }
    int next = at + 3 + BigEndian.u8(bytes, at + 2);
    if (next > end || next < at + 4) {
      return;
    }
    switch (bytes[at + 3]) {
      case IPV4 -> ADDRESS_IPV4.read(bytes, at, next, sink);
      case IPV6 -> ADDRESS_IPV6.read(bytes, at, next, sink);
      default -> ADDRESS_BYTES.read(bytes, at, next, sink);
    }
    INTERFACE.read(bytes, next, end, sink);
  }
}
