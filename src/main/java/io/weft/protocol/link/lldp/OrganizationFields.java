package io.weft.protocol.link.lldp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The elements that organizations defined: IEEE 802.1, IEEE 802.3 and TIA (LLDP-MED). */
final class OrganizationFields {
  private static final int IEEE_802_1 = 0x0080C2;
  private static final int IEEE_802_3 = 0x00120F;
  private static final int MED = 0x0012BB;

  /** It tells where a device describes how it is to be used (RFC 8520 section 11). */
  private static final int IANA = 0x00005E;

  private static final FixedFields ORGANIZATION =
      FixedFields.of(
          at(
              2,
              Field.u24("lldp.orgtlv.oui", "Organization Unique Code")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x0080C2 IEEE 802.1", "0x00120F IEEE 802.3", "0x0012BB TIA TR-41"))
                  .within(LldpFields.ELEMENT)));

  private static final FixedFields SUBTYPE_1 =
      FixedFields.of(
          at(
              5,
              Field.u8("lldp.ieee.802_1.subtype", "IEEE 802.1 Subtype")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x01 Port VLAN ID",
                          "0x02 Port and protocol VLAN ID",
                          "0x03 VLAN name",
                          "0x04 Protocol identity",
                          "0x07 Link aggregation",
                          "0x08 Congestion notification",
                          "0x09 ETS configuration",
                          "0x0A ETS recommendation",
                          "0x0B Priority flow control",
                          "0x0C Application protocol"))
                  .within(LldpFields.ELEMENT)));
  private static final FixedFields PORT_VLAN =
      FixedFields.of(at(6, u16("lldp.ieee.802_1.port_vlan.id", "Port VLAN Identifier")));
  private static final Field VLAN_FLAGS =
      Field.u8("lldp.ieee.802_1.port_and_vlan_id_flag", "Flags")
          .hexadecimal()
          .within(LldpFields.ELEMENT);
  private static final FixedFields PROTOCOL_VLAN =
      FixedFields.of(
          at(6, VLAN_FLAGS),
          at(
              6,
              Field.flag("lldp.ieee.802_1.port_and_vlan_id_flag.supported", "Supported", 8, 0x02)
                  .within(VLAN_FLAGS)),
          at(
              6,
              Field.flag("lldp.ieee.802_1.port_and_vlan_id_flag.enabled", "Enabled", 8, 0x04)
                  .within(VLAN_FLAGS)),
          at(7, u16("lldp.ieee.802_1.port_proto_vlan.id", "Port and Protocol VLAN Identifier")));
  private static final FixedFields VLAN_NAME =
      FixedFields.of(
          at(6, u16("lldp.ieee.802_1.vlan.id", "VLAN Identifier")),
          at(8, u8("lldp.ieee.802_1.vlan.name_len", "VLAN Name Length")),
          rest(9, Field.text("lldp.ieee.802_1.vlan.name", "VLAN Name").within(LldpFields.ELEMENT)));
  private static final FixedFields IDENTITY =
      FixedFields.of(
          at(6, u8("lldp.ieee.802_1.proto.id_length", "Protocol Identity Length")),
          rest(
              7,
              Field.bytes("lldp.ieee.802_1.proto.id", "Protocol Identity")
                  .within(LldpFields.ELEMENT)));
  private static final Field AGGREGATION =
      u8("lldp.ieee.802_1.aggregation_status", "Aggregation Status").hexadecimal();
  private static final FixedFields LINK_1 =
      FixedFields.of(
          at(6, AGGREGATION),
          at(
              6,
              Field.flag("lldp.ieee.802_1.aggregation_status.cap", "Aggregation Capability", 8, 1)
                  .within(AGGREGATION)),
          at(
              6,
              Field.flag("lldp.ieee.802_1.aggregation_status.enabled", "Aggregation Status", 8, 2)
                  .within(AGGREGATION)),
          at(
              6,
              Field.u8("lldp.ieee.802_1.aggregation_status.porttype", "Aggregation Port Type")
                  .masked(0x0C)
                  .within(AGGREGATION)),
          at(7, u32("lldp.ieee.802_1.aggregated_port_id", "Aggregated Port Id")));

  private static final FixedFields SUBTYPE_3 =
      FixedFields.of(
          at(
              5,
              Field.u8("lldp.ieee.802_3.subtype", "IEEE 802.3 Subtype")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x01 MAC/PHY configuration and status",
                          "0x02 Power via MDI",
                          "0x03 Link aggregation",
                          "0x04 Maximum frame size"))
                  .within(LldpFields.ELEMENT)));
  private static final Field NEGOTIATION =
      u8("lldp.ieee.802_3.mac_phy_auto_neg_status", "Auto-Negotiation Support/Status")
          .hexadecimal();
  private static final String ADVERTISED = "lldp.ieee.802_3.pmd_auto_neg_advertised_caps";
  private static final Field CAPABILITIES =
      u16(ADVERTISED, "PMD Auto-Negotiation Advertised Capability").hexadecimal();

  /** From the highest bit on. */
  private static final String[][] ABILITIES = {
    {"other", "Other or unknown"},
    {"10base_t", "10BASE-T half duplex"},
    {"10base_tfd", "10BASE-T full duplex"},
    {"100base_t4", "100BASE-T4"},
    {"100base_tx", "100BASE-TX half duplex"},
    {"100base_txfd", "100BASE-TX full duplex"},
    {"100base_t2", "100BASE-T2 half duplex"},
    {"100base_t2fd", "100BASE-T2 full duplex"},
    {"fdx_pause", "PAUSE"},
    {"fdx_apause", "Asymmetric PAUSE"},
    {"fdx_spause", "Symmetric PAUSE"},
    {"fdx_bpause", "Asymmetric and symmetric PAUSE"},
    {"1000base_x", "1000BASE-X half duplex"},
    {"1000base_xfd", "1000BASE-X full duplex"},
    {"1000base_t", "1000BASE-T half duplex"},
    {"1000base_tfd", "1000BASE-T full duplex"}
  };

  private static final FixedFields ABLE = abilities("", false);

  /** The same read from the other end, as some devices send them; Wireshark tells both. */
  private static final FixedFields ABLE_REVERSED = abilities("_inv", true);

  private static final FixedFields MEDIUM =
      FixedFields.of(
          at(9, u16("lldp.ieee.802_3.pmd_mau_type", "Operational MAU Type").hexadecimal()));
  private static final FixedFields PHYSICAL =
      FixedFields.of(
          at(6, NEGOTIATION),
          at(
              6,
              Field.flag(
                      "lldp.ieee.802_3.mac_phy_auto_neg_status.supported", "Auto-Negotiation", 8, 1)
                  .within(NEGOTIATION)),
          at(
              6,
              Field.flag(
                      "lldp.ieee.802_3.mac_phy_auto_neg_status.enabled",
                      "Auto-Negotiation enabled",
                      8,
                      2)
                  .within(NEGOTIATION)),
          at(7, CAPABILITIES));
  private static final Field POWER =
      u8("lldp.ieee.802_3.mdi_power_support", "MDI Power Support").hexadecimal();
  private static final FixedFields POWERED =
      FixedFields.of(
          at(6, POWER),
          at(6, power("port_class", "Port Class", 0x01)),
          at(6, power("supported", "PSE MDI Power", 0x02)),
          at(6, power("enabled", "PSE MDI Power Enabled", 0x04)),
          at(6, power("pse_pairs", "PSE Pairs Control Ability", 0x08)),
          at(7, u8("lldp.ieee.802_3.mdi_pse_pair", "PSE Power Pair")),
          at(8, u8("lldp.ieee.802_3.mdi_power_class", "Power Class")),
          at(9, u8("lldp.ieee.802_3.mdi_power_type", "Power Type").masked(0xC0)),
          at(9, u8("lldp.ieee.802_3.mdi_power_source", "Power Source").masked(0x30)),
          at(9, u8("lldp.ieee.802_3.mdi_power_priority", "Power Priority").masked(0x0F)),
          at(10, u16("lldp.ieee.802_3.mdi_pde_requested", "PD Requested Power Value")),
          at(12, u16("lldp.ieee.802_3.mdi_pse_allocated", "PSE Allocated Power Value")));
  private static final Field AGGREGATION_3 =
      u8("lldp.ieee.802_3.aggregation_status", "Aggregation Status").hexadecimal();
  private static final FixedFields LINK_3 =
      FixedFields.of(
          at(6, AGGREGATION_3),
          at(
              6,
              Field.flag("lldp.ieee.802_3.aggregation_status.cap", "Aggregation Capability", 8, 1)
                  .within(AGGREGATION_3)),
          at(
              6,
              Field.flag("lldp.ieee.802_3.aggregation_status.enabled", "Aggregation Status", 8, 2)
                  .within(AGGREGATION_3)),
          at(7, u32("lldp.ieee.802_3.aggregated_port_id", "Aggregated Port Id")));
  private static final FixedFields FRAME_SIZE =
      FixedFields.of(at(6, u16("lldp.ieee.802_3.max_frame_size", "Maximum Frame Size")));

  private static final FixedFields SUBTYPE_MED =
      FixedFields.of(
          at(
              5,
              Field.u8("lldp.media.subtype", "Media Subtype")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x01 Media capabilities",
                          "0x02 Network policy",
                          "0x03 Location identification",
                          "0x04 Extended power via MDI",
                          "0x05 Hardware revision",
                          "0x06 Firmware revision",
                          "0x07 Software revision",
                          "0x08 Serial number",
                          "0x09 Manufacturer name",
                          "0x0A Model name",
                          "0x0B Asset ID"))
                  .within(LldpFields.ELEMENT)));
  private static final FixedFields HARDWARE = text("lldp.media.hardware", "Hardware Revision");
  private static final FixedFields FIRMWARE = text("lldp.media.firmware", "Firmware Revision");
  private static final FixedFields SOFTWARE = text("lldp.media.software", "Software Revision");
  private static final FixedFields SERIAL = text("lldp.media.sn", "Serial Number");
  private static final FixedFields MAKER = text("lldp.media.manufacturer", "Manufacturer Name");
  private static final FixedFields MODEL = text("lldp.media.model", "Model Name");
  private static final FixedFields ASSET = text("lldp.media.asset", "Asset ID");

  private static final FixedFields URL =
      FixedFields.of(
          at(5, u8("lldp.iana.subtype", "IANA Subtype").hexadecimal()),
          rest(
              6,
              Field.text("lldp.iana.mudurl", "Manufacturer Usage Description URL")
                  .within(LldpFields.ELEMENT)));

  private static final FixedFields UNKNOWN =
      FixedFields.of(
          at(5, u8("lldp.unknown_subtype", "Unknown Subtype")),
          rest(
              6,
              Field.bytes("lldp.unknown_subtype.content", "Unknown Subtype Content")
                  .within(LldpFields.ELEMENT)));
  private static final FixedFields NOTHING = FixedFields.of();

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              ORGANIZATION,
              SUBTYPE_1,
              PORT_VLAN,
              PROTOCOL_VLAN,
              VLAN_NAME,
              IDENTITY,
              LINK_1,
              SUBTYPE_3,
              PHYSICAL,
              ABLE,
              ABLE_REVERSED,
              MEDIUM,
              POWERED,
              FRAME_SIZE,
              SUBTYPE_MED,
              HARDWARE,
              FIRMWARE,
              SOFTWARE,
              SERIAL,
              MAKER,
              MODEL,
              ASSET,
              LINK_3,
              UNKNOWN,
              URL,
              BridgingFields.DECLARED));

  private OrganizationFields() {}

  private static Field u8(String name, String label) {
    return Field.u8(name, label).within(LldpFields.ELEMENT);
  }

  private static Field u16(String name, String label) {
    return Field.u16(name, label).within(LldpFields.ELEMENT);
  }

  private static Field u32(String name, String label) {
    return Field.u32(name, label).within(LldpFields.ELEMENT);
  }

  private static FixedFields abilities(String suffix, boolean isReversed) {
    FixedFields.Place[] places = new FixedFields.Place[ABILITIES.length];
    for (int i = 0; i < places.length; i++) {
      String name = ADVERTISED + suffix + "." + ABILITIES[i][0];
      int mask = isReversed ? 1 << i : 0x8000 >> i;
      places[i] = at(7, Field.flag(name, ABILITIES[i][1], 16, mask).within(CAPABILITIES));
    }
    return FixedFields.of(places);
  }

  private static Field power(String name, String label, int mask) {
    return Field.flag("lldp.ieee.802_3.mdi_power_support." + name, label, 8, mask).within(POWER);
  }

  private static FixedFields text(String name, String label) {
    return FixedFields.of(rest(6, Field.text(name, label).within(LldpFields.ELEMENT)));
  }

  /** Reads one element, from its own header on. */
  static void read(byte[] bytes, int at, int end, FieldSink sink) {
    if (end - at < 6) {
      return;
    }
    ORGANIZATION.read(bytes, at, end, sink);
    int subtype = BigEndian.u8(bytes, at + 5);
    switch (BigEndian.u24(bytes, at + 2)) {
      case IEEE_802_1 -> {
        SUBTYPE_1.read(bytes, at, end, sink);
        layout1(subtype).read(bytes, at, end, sink);
        BridgingFields.read(subtype, bytes, at, end, sink);
      }
      case IEEE_802_3 -> {
        SUBTYPE_3.read(bytes, at, end, sink);
        layout3(subtype).read(bytes, at, end, sink);
        if (subtype == 1) {
          ABLE.read(bytes, at, end, sink);
          ABLE_REVERSED.read(bytes, at, end, sink);
          MEDIUM.read(bytes, at, end, sink);
        }
      }
      case MED -> {
        SUBTYPE_MED.read(bytes, at, end, sink);
        layoutMed(subtype).read(bytes, at, end, sink);
      }
      case IANA -> (subtype == 1 ? URL : UNKNOWN).read(bytes, at, end, sink);
      default -> UNKNOWN.read(bytes, at, end, sink);
    }
  }

  private static FixedFields layout1(int subtype) {
    return switch (subtype) {
      case 1 -> PORT_VLAN;
      case 2 -> PROTOCOL_VLAN;
      case 3 -> VLAN_NAME;
      case 4 -> IDENTITY;
      case 7 -> LINK_1;
      default -> NOTHING;
    };
  }

  private static FixedFields layout3(int subtype) {
    return switch (subtype) {
      case 1 -> PHYSICAL;
      case 2 -> POWERED;
      case 3 -> LINK_3;
      case 4 -> FRAME_SIZE;
      default -> NOTHING;
    };
  }

  private static FixedFields layoutMed(int subtype) {
    return switch (subtype) {
      case 5 -> HARDWARE;
      case 6 -> FIRMWARE;
      case 7 -> SOFTWARE;
      case 8 -> SERIAL;
      case 9 -> MAKER;
      case 10 -> MODEL;
      case 11 -> ASSET;
      default -> NOTHING;
    };
  }
}
