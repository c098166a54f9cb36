package io.weft.protocol.tunnel.gtp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The fields of version 2: the header, and a record of a group for each information element (3GPP
 * TS 29.274 section 8). The elements inside a bearer context lie in its record.
 */
final class GtpV2Fields {
  private static final int ELEMENT_HEADER = 4;
  private static final int CONTEXT = 93;

  /** Contexts do not lie in contexts; those that do are not read. */
  private static final int MAX_DEPTH = 2;

  private static final int ADDRESS_4 = 4;
  private static final int ADDRESS_6 = 16;

  private static final Field FLAGS = Field.u8("gtpv2.flags", "Flags").hexadecimal();
  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, FLAGS),
          at(0, Field.u8("gtpv2.version", "Version").masked(0xE0).within(FLAGS)),
          at(0, Field.u8("gtpv2.p", "Piggybacking flag (P)").masked(0x10).within(FLAGS)),
          at(0, Field.u8("gtpv2.t", "TEID flag (T)").masked(0x08).within(FLAGS)),
          at(0, Field.u8("gtpv2.mp", "Message Priority(MP)").masked(0x04).within(FLAGS)),
          at(1, Field.u8("gtpv2.message_type", "Message Type").named(GtpV2Names.MESSAGES)),
          at(2, Field.u16("gtpv2.msg_length", "Message Length")));
  private static final FixedFields TEID =
      FixedFields.of(at(4, Field.u32("gtpv2.teid", "Tunnel Endpoint Identifier").hexadecimal()));
  private static final FixedFields SEQUENCE =
      FixedFields.of(at(0, Field.u24("gtpv2.seq", "Sequence Number").hexadecimal()));
  private static final Field SPARE = Field.u16("gtpv2.spare", "Spare");

  private static final Field GROUP = Field.group("gtpv2.ies", "Information Element");
  private static final FixedFields ELEMENT =
      FixedFields.of(
          at(0, in(Field.u8("gtpv2.ie_type", "IE Type")).named(GtpV2Names.ELEMENTS)),
          at(1, in(Field.u16("gtpv2.ie_len", "IE Length"))),
          at(3, in(Field.u8("gtpv2.cr", "CR flag").masked(0xF0))),
          at(3, in(Field.u8("gtpv2.instance", "Instance").masked(0x0F))));
  private static final FixedFields CAUSE =
      FixedFields.of(
          at(0, in(Field.u8("gtpv2.cause", "Cause")).named(GtpV2Names.CAUSES)),
          at(1, in(Field.flag("gtpv2.pce", "PCE (PDN Connection IE Error)", 8, 0x04))),
          at(1, in(Field.flag("gtpv2.bce", "BCE (Bearer Context IE Error)", 8, 0x02))),
          at(1, in(Field.flag("gtpv2.cs", "CS (Cause Source)", 8, 0x01))),
          at(2, in(Field.u8("gtpv2.cause_off_ie_t", "Type of the offending IE"))));
  private static final FixedFields RECOVERY =
      FixedFields.of(at(0, in(Field.u8("gtpv2.rec", "Restart Counter"))));
  private static final Field APN = in(Field.text("gtpv2.apn", "APN (Access Point Name)"));
  private static final FixedFields RATES =
      FixedFields.of(
          at(0, in(Field.u32("gtpv2.ambr_up", "AMBR Uplink"))),
          at(4, in(Field.u32("gtpv2.ambr_down", "AMBR Downlink"))));
  private static final FixedFields BEARER =
      FixedFields.of(at(0, in(Field.u8("gtpv2.ebi", "EPS Bearer ID (EBI)").masked(0x0F))));
  private static final FixedFields ADDRESS =
      FixedFields.of(at(0, in(Field.ipv4("gtpv2.ip_address_ipv4", "IP address IPv4"))));
  private static final FixedFields LONG_ADDRESS =
      FixedFields.of(at(0, in(Field.ipv6("gtpv2.ip_address_ipv6", "IP address IPv6"))));
  private static final Field EQUIPMENT =
      in(Field.text("gtpv2.mei", "MEI(Mobile Equipment Identity)"));
  private static final FixedFields INDICATION =
      FixedFields.of(
          at(0, in(Field.flag("gtpv2.daf", "DAF (Dual Address Bearer Flag)", 8, 0x80))),
          at(0, in(Field.flag("gtpv2.dtf", "DTF (Direct Tunnel Flag)", 8, 0x40))),
          at(0, in(Field.flag("gtpv2.hi", "HI (Handover Indication)", 8, 0x20))),
          at(0, in(Field.flag("gtpv2.dfi", "DFI (Direct Forwarding Indication)", 8, 0x10))),
          at(0, in(Field.flag("gtpv2.oi", "OI (Operation Indication)", 8, 0x08))),
          at(0, in(Field.flag("gtpv2.isrsi", "ISRSI", 8, 0x04))),
          at(0, in(Field.flag("gtpv2.israi", "ISRAI", 8, 0x02))),
          at(0, in(Field.flag("gtpv2.sgwci", "SGWCI (SGW Change Indication)", 8, 0x01))),
          at(1, in(Field.flag("gtpv2.sqci", "SQCI (Subscribed QoS Change)", 8, 0x80))),
          at(1, in(Field.flag("gtpv2.uimsi", "UIMSI (Unauthenticated IMSI)", 8, 0x40))),
          at(1, in(Field.flag("gtpv2.cfsi", "CFSI (Change F-TEID support)", 8, 0x20))),
          at(1, in(Field.flag("gtpv2.crsi", "CRSI (Change Reporting support)", 8, 0x10))),
          at(1, in(Field.flag("gtpv2.ps", "PS (Piggybacking Supported)", 8, 0x08))),
          at(1, in(Field.flag("gtpv2.pt", "PT (Protocol Type)", 8, 0x04))),
          at(1, in(Field.flag("gtpv2.si", "SI (Scope Indication)", 8, 0x02))),
          at(1, in(Field.flag("gtpv2.msv", "MSV (MS Validated)", 8, 0x01))));
  private static final FixedFields PDN =
      FixedFields.of(
          at(0, in(Field.u8("gtpv2.pdn_type", "PDN Type").masked(0x07)).named(GtpV2Names.PDN)));
  private static final Field PDN_4 =
      in(Field.ipv4("gtpv2.pdn_addr_and_prefix.ipv4", "PDN Address and Prefix(IPv4)"));
  private static final FixedFields PDN_ADDRESS_4 = FixedFields.of(at(0, PDN_4));
  private static final FixedFields PDN_ADDRESS_6 =
      FixedFields.of(
          at(0, in(Field.u8("gtpv2.pdn_ipv6_len", "IPv6 Prefix Length"))),
          at(1, in(Field.ipv6("gtpv2.pdn_addr_and_prefix.ipv6", "PDN Address and Prefix(IPv6)"))));
  private static final FixedFields QUALITY =
      FixedFields.of(
          at(0, in(Field.flag("gtpv2.bearer_qos_pci", "PCI (Pre-emption Capability)", 8, 0x40))),
          at(0, in(Field.u8("gtpv2.bearer_qos_pl", "PL (Priority Level)").masked(0x3C))),
          at(0, in(Field.flag("gtpv2.bearer_qos_pvi", "PVI (Pre-emption Vulnerability)", 8, 0x01))),
          at(1, in(Field.u8("gtpv2.bearer_qos_label_qci", "Label (QCI)"))));
  private static final int RATE = 5;
  private static final Field[] BEARER_RATES = {
    in(Field.u64("gtpv2.bearer_qos_mbr_up", "Maximum Bit Rate For Uplink")),
    in(Field.u64("gtpv2.bearer_qos_mbr_down", "Maximum Bit Rate For Downlink")),
    in(Field.u64("gtpv2.bearer_qos_gbr_up", "Guaranteed Bit Rate For Uplink")),
    in(Field.u64("gtpv2.bearer_qos_gbr_down", "Guaranteed Bit Rate For Downlink")),
  };
  private static final FixedFields RADIO =
      FixedFields.of(at(0, in(Field.u8("gtpv2.rat_type", "RAT Type")).named(GtpV2Names.RADIO)));
  private static final FixedFields TUNNEL =
      FixedFields.of(
          at(0, in(Field.flag("gtpv2.f_teid_v4", "V4", 8, 0x80))),
          at(0, in(Field.flag("gtpv2.f_teid_v6", "V6", 8, 0x40))),
          at(
              0,
              in(Field.u8("gtpv2.f_teid_interface_type", "Interface Type").masked(0x3F))
                  .named(GtpV2Names.INTERFACES)),
          at(1, in(Field.u32("gtpv2.f_teid_gre_key", "TEID/GRE Key").hexadecimal())));
  private static final FixedFields TUNNEL_4 =
      FixedFields.of(at(0, in(Field.ipv4("gtpv2.f_teid_ipv4", "F-TEID IPv4"))));
  private static final FixedFields TUNNEL_6 =
      FixedFields.of(at(0, in(Field.ipv6("gtpv2.f_teid_ipv6", "F-TEID IPv6"))));
  private static final FixedFields CHARGING =
      FixedFields.of(at(0, in(Field.u32("gtpv2.charging_id", "Charging id"))));
  private static final FixedFields CHARACTERISTIC =
      FixedFields.of(
          at(
              0,
              in(
                  Field.u16("gtpv2.charging_characteristic", "Charging Characteristic")
                      .hexadecimal())));
  private static final FixedFields BEARER_FLAGS =
      FixedFields.of(
          at(
              0,
              in(
                  Field.flag(
                      "gtpv2.bearer_flag.ppc", "PPC (Prohibit Payload Compression)", 8, 0x01))),
          at(0, in(Field.flag("gtpv2.bearer_flag.vb", "VB (Voice Bearer)", 8, 0x02))));
  private static final FixedFields TRANSACTION =
      FixedFields.of(at(0, in(Field.u8("gtpv2.pti", "Procedure Transaction Id"))));
  private static final FixedFields DAYLIGHT =
      FixedFields.of(
          at(1, in(Field.u8("gtpv2.ue_time_zone_dst", "Daylight Saving Time").masked(0x03))));
  private static final FixedFields RESTRICTION =
      FixedFields.of(
          at(
              0,
              in(Field.u8("gtpv2.apn_rest", "APN Restriction"))
                  .named(
                      ValueNames.from0(
                          "No Existing Contexts or Restriction",
                          "Public-1",
                          "Public-2",
                          "Private-1",
                          "Private-2"))));

  static final LayerFields FIELDS =
      LayerFields.of(
          GtpV2Fields::read,
          List.of(
              HEADER,
              TEID,
              SEQUENCE,
              ELEMENT,
              CAUSE,
              RECOVERY,
              RATES,
              BEARER,
              ADDRESS,
              LONG_ADDRESS,
              INDICATION,
              PDN,
              PDN_ADDRESS_4,
              PDN_ADDRESS_6,
              QUALITY,
              RADIO,
              TUNNEL,
              TUNNEL_4,
              TUNNEL_6,
              CHARGING,
              CHARACTERISTIC,
              BEARER_FLAGS,
              TRANSACTION,
              DAYLIGHT,
              RESTRICTION),
          SPARE,
          GROUP,
          Digits.IMSI,
          APN,
          EQUIPMENT,
          Digits.MSISDN,
          BEARER_RATES[0],
          BEARER_RATES[1],
          BEARER_RATES[2],
          BEARER_RATES[3]);

  private GtpV2Fields() {}

  private static Field in(Field field) {
    return field.within(GROUP).repeating();
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, start, end, sink);
    if (GtpV2.hasTeid(bytes, start)) {
      TEID.read(bytes, start, end, sink);
    }
    int first = start + GtpV2.headerLength(bytes, start);
    SEQUENCE.read(bytes, first - 4, end, sink);
    if (first <= end && sink.wants(SPARE)) {
      sink.number(SPARE, BigEndian.u8(bytes, first - 1), first - 1, 1);
    }
    elements(1, bytes, first, end, sink);
  }

  private static void elements(int depth, byte[] bytes, int from, int end, FieldSink sink) {
    boolean isGroupWanted = depth == 1 && sink.wants(GROUP);
    int at = from;
    while (end - at >= ELEMENT_HEADER) {
      int value = at + ELEMENT_HEADER;
      int next = value + BigEndian.u16(bytes, at + 1);
      if (next > end) {
        return;
      }
      if (isGroupWanted) {
        sink.begin(GROUP, at, next - at);
      }
      ELEMENT.read(bytes, at, next, sink);
      int type = BigEndian.u8(bytes, at);
      if (type == CONTEXT && depth < MAX_DEPTH) {
        elements(depth + 1, bytes, value, next, sink);
      } else {
        value(type, bytes, value, next, sink);
      }
      if (isGroupWanted) {
        sink.end(GROUP);
      }
      at = next;
    }
  }

  private static void value(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case 1 -> Digits.push(Digits.IMSI, bytes, at, end, sink);
      case 2 -> CAUSE.read(bytes, at, end, sink);
      case 3 -> RECOVERY.read(bytes, at, end, sink);
      case 71 -> Digits.labels(APN, bytes, at, end, sink);
      case 72 -> RATES.read(bytes, at, end, sink);
      case 73 -> BEARER.read(bytes, at, end, sink);
      case 74 -> (end - at >= ADDRESS_6 ? LONG_ADDRESS : ADDRESS).read(bytes, at, end, sink);
      case 75 -> Digits.push(EQUIPMENT, bytes, at, end, sink);
      case 76 -> Digits.push(Digits.MSISDN, bytes, at, end, sink);
      case 77 -> INDICATION.read(bytes, at, end, sink);
      case 79 -> allocation(bytes, at, end, sink);
      case 80 -> quality(bytes, at, end, sink);
      case 82 -> RADIO.read(bytes, at, end, sink);
      case 87 -> tunnel(bytes, at, end, sink);
      case 94 -> CHARGING.read(bytes, at, end, sink);
      case 95 -> CHARACTERISTIC.read(bytes, at, end, sink);
      case 97 -> BEARER_FLAGS.read(bytes, at, end, sink);
      case 99 -> PDN.read(bytes, at, end, sink);
      case 100 -> TRANSACTION.read(bytes, at, end, sink);
      case 114 -> DAYLIGHT.read(bytes, at, end, sink);
      case 127 -> RESTRICTION.read(bytes, at, end, sink);
      default -> {} // Its type and its length are known.
    }
  }

  private static void allocation(byte[] bytes, int at, int end, FieldSink sink) {
    PDN.read(bytes, at, end, sink);
    if (at >= end) {
      return;
    }
    int type = bytes[at] & 0x07;
    if (type == 1) {
      PDN_ADDRESS_4.read(bytes, at + 1, end, sink);
    } else if (type == 2 || type == 3) {
      PDN_ADDRESS_6.read(bytes, at + 1, end, sink);
      if (type == 3) {
        PDN_ADDRESS_4.read(bytes, at + 2 + ADDRESS_6, end, sink);
      }
    }
  }

  private static void quality(byte[] bytes, int at, int end, FieldSink sink) {
    QUALITY.read(bytes, at, end, sink);
    int rate = at + 2;
    for (int i = 0; i < BEARER_RATES.length && rate + RATE <= end; i++) {
      if (sink.wants(BEARER_RATES[i])) {
        long high = BigEndian.u8(bytes, rate);
        sink.number(
            BEARER_RATES[i], high << Integer.SIZE | BigEndian.u32(bytes, rate + 1), rate, RATE);
      }
      rate += RATE;
    }
  }

  private static void tunnel(byte[] bytes, int at, int end, FieldSink sink) {
    TUNNEL.read(bytes, at, end, sink);
    if (at >= end) {
      return;
    }
    boolean has4 = (bytes[at] & 0x80) != 0;
    int address = at + 5;
    if (has4) {
      TUNNEL_4.read(bytes, address, end, sink);
    }
    if ((bytes[at] & 0x40) != 0) {
      TUNNEL_6.read(bytes, address + (has4 ? ADDRESS_4 : 0), end, sink);
    }
  }
}
