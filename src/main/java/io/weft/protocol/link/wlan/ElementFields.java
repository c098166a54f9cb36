package io.weft.protocol.link.wlan;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;
import static io.weft.dissect.field.FixedFields.whole;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;
import java.util.Set;

/** The elements of management frames (IEEE 802.11, clause 9.4.2): a record for each. */
final class ElementFields {
  static final Field ELEMENT = Field.group("wlan.tags", "Tag");

  private static final int NAME = 0;
  private static final int RATES = 1;
  private static final int CHANNEL = 3;
  private static final int TRAFFIC = 5;
  private static final int COUNTRY = 7;
  private static final int EXTENDED_RATE = 42;
  private static final int HIGH_THROUGHPUT = 45;
  private static final int SECURITY = 48;
  private static final int MORE_RATES = 50;
  private static final int HIGH_THROUGHPUT_OPERATION = 61;
  private static final int MESH_CONFIGURATION = 113;
  private static final int MESH = 114;
  private static final int EXTENDED_CAPABILITIES = 127;
  private static final int VERY_HIGH_THROUGHPUT = 191;
  private static final int VERY_HIGH_THROUGHPUT_OPERATION = 192;
  private static final int VENDOR = 221;

  private static final int HEADER_LENGTH = 2;

  private static final FixedFields HEADER =
      FixedFields.of(
          whole(part(Field.presence("wlan.tag", "Tag"))),
          at(
              0,
              part(
                  Field.u8("wlan.tag.number", "Tag Number")
                      .named(
                          ValueNames.of(
                              "0 SSID parameter set",
                              "1 Supported Rates",
                              "2 FH Parameter set",
                              "3 DS Parameter set",
                              "4 CF Parameter set",
                              "5 Traffic Indication Map (TIM)",
                              "6 IBSS Parameter set",
                              "7 Country Information",
                              "10 Request",
                              "11 QBSS Load Element",
                              "16 Challenge text",
                              "32 Power Constraint",
                              "33 Power Capability",
                              "36 Supported Channels",
                              "42 ERP Information",
                              "45 HT Capabilities (802.11n D1.10)",
                              "46 QoS Capability",
                              "48 RSN Information",
                              "50 Extended Supported Rates",
                              "54 Mobility Domain",
                              "61 HT Information (802.11n D1.10)",
                              "70 RM Enabled Capabilities",
                              "113 Mesh Configuration",
                              "114 Mesh ID",
                              "127 Extended Capabilities",
                              "191 VHT Capabilities",
                              "192 VHT Operation",
                              "221 Vendor Specific",
                              "255 Element ID Extension")))),
          at(1, part(Field.u8("wlan.tag.length", "Tag length"))));

  private static final Field SSID = part(Field.bytes("wlan.ssid", "SSID"));
  private static final FixedFields RATE =
      FixedFields.of(
          at(
              0,
              part(Field.u8("wlan.supported_rates", "Supported Rates")).hexadecimal().repeating()));
  private static final FixedFields MORE_RATE =
      FixedFields.of(
          at(
              0,
              part(Field.u8("wlan.extended_supported_rates", "Extended Supported Rates"))
                  .hexadecimal()
                  .repeating()));
  private static final FixedFields CHANNELS =
      FixedFields.of(at(0, part(Field.u8("wlan.ds.current_channel", "Current Channel"))));

  private static final Field CONTROL =
      part(Field.u8("wlan.tim.bmapctl", "Bitmap control").hexadecimal());
  private static final FixedFields MAP =
      FixedFields.of(
          at(0, part(Field.u8("wlan.tim.dtim_count", "DTIM count"))),
          at(1, part(Field.u8("wlan.tim.dtim_period", "DTIM period"))),
          at(2, CONTROL),
          at(2, Field.flag("wlan.tim.bmapctl.multicast", "Multicast", 8, 0x01).within(CONTROL)),
          at(
              2,
              Field.u8("wlan.tim.bmapctl.offset", "Bitmap Offset")
                  .masked(0xFE)
                  .hexadecimal()
                  .within(CONTROL)),
          rest(3, part(Field.bytes("wlan.tim.partial_virtual_bitmap", "Partial Virtual Bitmap"))));

  private static final FixedFields LAND =
      FixedFields.of(
          at(0, 2, part(Field.text("wlan.country_info.code", "Code"))),
          at(2, part(Field.u8("wlan.country_info.environment", "Environment"))));
  private static final Field RANGE =
      part(Field.presence("wlan.country_info.fnm", "Country Info")).repeating();
  private static final FixedFields RANGES =
      FixedFields.of(
          at(0, range(Field.u8("wlan.country_info.fnm.fcn", "First Channel Number"))),
          at(1, range(Field.u8("wlan.country_info.fnm.nc", "Number of Channels"))),
          at(
              2,
              range(
                  Field.u8("wlan.country_info.fnm.mtpl", "Maximum Transmit Power Level")
                      .signed())));

  private static final Field ERP = part(Field.u8("wlan.erp_info", "ERP Information").hexadecimal());
  private static final FixedFields ERP_BITS =
      FixedFields.of(
          at(0, ERP),
          at(0, Field.flag("wlan.erp_info.erp_present", "Non ERP Present", 8, 1).within(ERP)),
          at(0, Field.flag("wlan.erp_info.use_protection", "Use Protection", 8, 2).within(ERP)),
          at(
              0,
              Field.flag("wlan.erp_info.barker_preamble_mode", "Barker Preamble Mode", 8, 4)
                  .within(ERP)),
          at(
              0,
              Field.u8("wlan.erp_info.reserved", "Reserved")
                  .masked(0xF8)
                  .hexadecimal()
                  .within(ERP)));

  private static final FixedFields MESH_NAME =
      FixedFields.of(rest(0, part(Field.text("wlan.mesh.id", "Mesh ID"))));
  private static final FixedFields VENDORS =
      FixedFields.of(
          at(0, part(Field.u24("wlan.tag.oui", "OUI").hexadecimal())),
          at(3, part(Field.u8("wlan.tag.vendor.oui.type", "Vendor Specific OUI Type"))));
  private static final FixedFields VENDOR_DATA =
      FixedFields.of(rest(4, part(Field.bytes("wlan.tag.vendor.data", "Vendor Specific Data"))));

  /** Cisco's own number, and those kinds of its elements whose data has fields of its own. */
  private static final int AIRONET_VENDOR = 0x004096;

  private static final Set<Integer> AIRONET_FIELDS = Set.of(0, 3, 4, 5, 14, 20, 47);
  private static final FixedFields AIRONET =
      FixedFields.of(
          at(3, part(Field.u8("wlan.aironet.type", "Aironet IE type"))),
          rest(4, part(Field.bytes("wlan.aironet.data", "Aironet IE data"))));
  private static final FixedFields DATA =
      FixedFields.of(rest(0, part(Field.bytes("wlan.tag.data", "Tag Data"))));

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              HEADER,
              RATE,
              MORE_RATE,
              CHANNELS,
              MAP,
              LAND,
              RANGES,
              ERP_BITS,
              ThroughputFields.DECLARED,
              VeryHighThroughputFields.DECLARED,
              ExtendedCapabilityFields.DECLARED,
              SecurityFields.DECLARED,
              MeshFields.CONFIGURATION,
              MESH_NAME,
              VENDORS,
              VENDOR_DATA,
              AIRONET,
              DATA),
          ELEMENT,
          SSID,
          RANGE);

  private ElementFields() {}

  private static Field part(Field field) {
    return field.within(ELEMENT);
  }

  private static Field range(Field field) {
    return part(field).repeating();
  }

  /** Reads the elements between two places; one that does not end there ends the reading. */
  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    if (!sink.wants(ELEMENT)) {
      return;
    }
    int at = from;
    while (end - at >= HEADER_LENGTH) {
      int value = at + HEADER_LENGTH;
      int next = value + BigEndian.u8(bytes, at + 1);
      if (next > end) {
        return;
      }
      sink.begin(ELEMENT, at, next - at);
      HEADER.read(bytes, at, next, sink);
      value(BigEndian.u8(bytes, at), bytes, value, next, sink);
      sink.end(ELEMENT);
      at = next;
    }
  }

  private static void value(int number, byte[] bytes, int at, int end, FieldSink sink) {
    switch (number) {
      case NAME -> {
        if (sink.wants(SSID)) {
          sink.bytes(SSID, bytes, at, end - at);
        }
      }
      case RATES -> each(RATE, bytes, at, end, sink);
      case MORE_RATES -> each(MORE_RATE, bytes, at, end, sink);
      case CHANNEL -> CHANNELS.read(bytes, at, end, sink);
      case TRAFFIC -> MAP.read(bytes, at, end, sink);
      case COUNTRY -> country(bytes, at, end, sink);
      case EXTENDED_RATE -> ERP_BITS.read(bytes, at, end, sink);
      case HIGH_THROUGHPUT -> ThroughputFields.readCapabilities(bytes, at, end, sink);
      case HIGH_THROUGHPUT_OPERATION -> ThroughputFields.readOperation(bytes, at, end, sink);
      case EXTENDED_CAPABILITIES -> ExtendedCapabilityFields.read(bytes, at, end, sink);
      case VERY_HIGH_THROUGHPUT -> VeryHighThroughputFields.readCapabilities(bytes, at, end, sink);
      case VERY_HIGH_THROUGHPUT_OPERATION ->
          VeryHighThroughputFields.readOperation(bytes, at, end, sink);
      case SECURITY -> SecurityFields.read(bytes, at, end, sink);
      case MESH_CONFIGURATION -> MeshFields.CONFIGURATION.read(bytes, at, end, sink);
      case MESH -> MESH_NAME.read(bytes, at, end, sink);
      case VENDOR -> vendor(bytes, at, end, sink);
      default -> DATA.read(bytes, at, end, sink);
    }
  }

  private static void vendor(byte[] bytes, int at, int end, FieldSink sink) {
    VENDORS.read(bytes, at, end, sink);
    boolean isAironet =
        end - at > 3
            && BigEndian.u24(bytes, at) == AIRONET_VENDOR
            && !AIRONET_FIELDS.contains(BigEndian.u8(bytes, at + 3));
    (isAironet ? AIRONET : VENDOR_DATA).read(bytes, at, end, sink);
  }

  private static void each(FixedFields rate, byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; at < end; at++) {
      rate.read(bytes, at, end, sink);
    }
  }

  private static void country(byte[] bytes, int from, int end, FieldSink sink) {
    LAND.read(bytes, from, end, sink);
    for (int at = from + 3; end - at >= 3; at += 3) {
      if (sink.wants(RANGE)) {
        sink.flag(RANGE, true, at, 3);
      }
      RANGES.read(bytes, at, end, sink);
    }
  }
}
