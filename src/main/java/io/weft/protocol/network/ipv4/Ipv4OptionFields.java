package io.weft.protocol.network.ipv4;

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
 * The fields of IPv4 options (RFC 791, section 3.1, and IANA's registry of IP options). A header
 * may have an option several times. An option whose length is impossible ends the reading.
 */
final class Ipv4OptionFields {
  private static final int END = 0;
  private static final int NO_OPERATION = 1;
  private static final int RECORD_ROUTE = 7;
  private static final int MTU_PROBE = 11;
  private static final int MTU_REPLY = 12;
  private static final int QUICK_START = 25;
  private static final int TIMESTAMP = 68;
  private static final int TRACEROUTE = 82;
  private static final int SECURITY = 130;
  private static final int LOOSE_ROUTE = 131;
  private static final int COMMERCIAL_SECURITY = 134;
  private static final int STREAM_ID = 136;
  private static final int STRICT_ROUTE = 137;
  private static final int ROUTER_ALERT = 148;

  private static final int ADDRESS_LENGTH = 4;

  private static final Field TYPE =
      Field.u8("ip.opt.type", "Type")
          .named(
              ValueNames.of(
                  "0 End of options list",
                  "1 No operation",
                  "7 Record route",
                  "11 MTU probe",
                  "12 MTU reply",
                  "25 Quick-start",
                  "68 Time stamp",
                  "82 Traceroute",
                  "130 Security",
                  "131 Loose source route",
                  "133 Extended security",
                  "134 Commercial security",
                  "136 Stream identifier",
                  "137 Strict source route",
                  "147 Address extension",
                  "148 Router alert",
                  "149 Selective directed broadcast"))
          .repeating();

  private static final FixedFields TYPES =
      FixedFields.of(
          at(0, TYPE),
          at(
              0,
              Field.flag("ip.opt.type.copy", "Copy on fragmentation", 8, 0x80)
                  .within(TYPE)
                  .repeating()),
          at(
              0,
              Field.u8("ip.opt.type.class", "Class")
                  .masked(0x60)
                  .named(ValueNames.of("0 Control", "2 Debugging and measurement"))
                  .within(TYPE)
                  .repeating()),
          at(0, Field.u8("ip.opt.type.number", "Number").masked(0x1F).within(TYPE).repeating()));

  private static final FixedFields LENGTH =
      FixedFields.of(at(1, Field.u8("ip.opt.len", "Length").repeating()));

  private static final Field POINTER = Field.u8("ip.opt.ptr", "Pointer").repeating();

  private static final FixedFields ALERT =
      FixedFields.of(
          at(
              2,
              Field.u16("ip.opt.ra", "Router Alert")
                  .named(ValueNames.of("0 Router shall examine packet"))
                  .repeating()));

  private static final FixedFields STREAM =
      FixedFields.of(at(2, Field.u16("ip.opt.sid", "Stream Identifier").repeating()));

  private static final FixedFields MTU =
      FixedFields.of(at(2, Field.u16("ip.opt.mtu", "MTU").repeating()));

  private static final FixedFields TRACE =
      FixedFields.of(
          at(2, Field.u16("ip.opt.id_number", "ID Number").repeating()),
          at(4, Field.u16("ip.opt.ohc", "Outbound Hop Count").repeating()),
          at(6, Field.u16("ip.opt.rhc", "Return Hop Count").repeating()),
          at(8, Field.ipv4("ip.opt.originator", "Originator IP Address").repeating()));

  private static final FixedFields LABEL =
      FixedFields.of(
          at(
              2,
              Field.u8("ip.opt.sec_cl", "Classification Level")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x3D Top secret",
                          "0x5A Secret",
                          "0x96 Confidential",
                          "0xAB Unclassified"))
                  .repeating()),
          at(
              3,
              Field.u8("ip.opt.sec_prot_auth_flags", "Protection Authority Flags")
                  .hexadecimal()
                  .repeating()));

  private static final FixedFields OLD_LABEL =
      FixedFields.of(
          at(2, Field.u16("ip.opt.sec_rfc791_sec", "Security").hexadecimal().repeating()),
          at(4, Field.u16("ip.opt.sec_rfc791_comp", "Compartments").repeating()),
          at(6, 2, Field.text("ip.opt.sec_rfc791_hr", "Handling Restrictions").repeating()),
          at(8, 3, Field.text("ip.opt.sec_rfc791_tcc", "Transmission Control Code").repeating()));

  private static final FixedFields COMMERCIAL =
      FixedFields.of(at(2, Field.u32("ip.cipso.doi", "DOI").repeating()));
  private static final FixedFields TAG =
      FixedFields.of(at(0, Field.u8("ip.cipso.tag_type", "Tag Type").repeating()));
  private static final FixedFields LEVEL =
      FixedFields.of(
          at(3, Field.u8("ip.cipso.sensitivity_level", "Sensitivity Level").repeating()));
  private static final FixedFields TAG_DATA =
      FixedFields.of(rest(2, Field.bytes("ip.cipso.tag_data", "Tag data").repeating()));

  private static final FixedFields QUICK =
      FixedFields.of(
          at(
              2,
              Field.u8("ip.opt.qs_func", "Function")
                  .masked(0xF0)
                  .named(ValueNames.of("0 Rate request", "8 Rate report"))
                  .repeating()),
          at(2, Field.u8("ip.opt.qs_rate", "Rate").masked(0x0F).repeating()),
          at(3, Field.u8("ip.opt.qs_ttl", "QS TTL").repeating()),
          at(4, Field.u32("ip.opt.qs_nonce", "QS Nonce").masked(0xFFFF_FFFCL).repeating()),
          at(4, Field.u32("ip.opt.qs_reserved", "Reserved").masked(3).hexadecimal().repeating()));

  private static final FixedFields TIMES =
      FixedFields.of(
          at(2, POINTER),
          at(3, Field.u8("ip.opt.overflow", "Overflow").masked(0xF0).repeating()),
          at(
              3,
              Field.u8("ip.opt.flag", "Flag")
                  .masked(0x0F)
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0 Time stamps only",
                          "1 Time stamp and address",
                          "3 Time stamps for prespecified addresses"))
                  .repeating()));
  private static final FixedFields TIME =
      FixedFields.of(at(0, Field.u32("ip.opt.time_stamp", "Time stamp").repeating()));
  private static final FixedFields TIME_ADDRESS =
      FixedFields.of(at(0, Field.ipv4("ip.opt.time_stamp_addr", "Address").repeating()));

  private static final FixedFields ROUTE = FixedFields.of(at(2, POINTER));
  private static final Field RECORDED = Field.ipv4("ip.rec_rt", "Recorded Route").repeating();
  private static final Field CURRENT = Field.ipv4("ip.cur_rt", "Current Route").repeating();
  private static final Field SOURCE_ROUTE = Field.ipv4("ip.src_rt", "Source Route").repeating();
  private static final Field EMPTY = Field.ipv4("ip.empty_rt", "Empty Route").repeating();

  static final LayerFields FIELDS =
      LayerFields.of(
          Ipv4OptionFields::read,
          List.of(
              TYPES,
              LENGTH,
              ALERT,
              STREAM,
              MTU,
              TRACE,
              LABEL,
              OLD_LABEL,
              COMMERCIAL,
              TAG,
              LEVEL,
              TAG_DATA,
              QUICK,
              TIMES,
              TIME,
              TIME_ADDRESS,
              ROUTE),
          RECORDED,
          CURRENT,
          SOURCE_ROUTE,
          EMPTY);

  private Ipv4OptionFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int to = packet.payload(layer);
    int at = packet.start(layer) + Ipv4.MIN_HEADER_LENGTH;
    while (at < to) {
      int type = BigEndian.u8(bytes, at);
      TYPES.read(bytes, at, to, sink);
      if (type == END) {
        return;
      }
      int length = 1;
      if (type != NO_OPERATION) {
        length = at + 1 < to ? BigEndian.u8(bytes, at + 1) : 0;
        if (length < 2 || at + length > to) {
          return;
        }
        LENGTH.read(bytes, at, at + length, sink);
        option(type, bytes, at, at + length, sink);
      }
      at += length;
    }
  }

  private static void option(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case RECORD_ROUTE, LOOSE_ROUTE, STRICT_ROUTE -> route(type, bytes, at, end, sink);
      case TIMESTAMP -> times(bytes, at, end, sink);
      case ROUTER_ALERT -> ALERT.read(bytes, at, end, sink);
      case STREAM_ID -> STREAM.read(bytes, at, end, sink);
      case MTU_PROBE, MTU_REPLY -> MTU.read(bytes, at, end, sink);
      case TRACEROUTE -> TRACE.read(bytes, at, end, sink);
      case QUICK_START -> QUICK.read(bytes, at, end, sink);
      case SECURITY -> (end - at == 11 ? OLD_LABEL : LABEL).read(bytes, at, end, sink);
      case COMMERCIAL_SECURITY -> commercial(bytes, at, end, sink);
      default -> {} // Wireshark shows no more than type and length.
    }
  }

  /**
   * Reads addresses. The pointer counts from 1, from the option's first byte: the addresses before
   * it were visited, the rest are still to come.
   */
  private static void route(int type, byte[] bytes, int at, int end, FieldSink sink) {
    ROUTE.read(bytes, at, end, sink);
    if (end - at < 3) {
      return;
    }
    int next = at + BigEndian.u8(bytes, at + 2) - 1;
    for (int each = at + 3; each + ADDRESS_LENGTH <= end; each += ADDRESS_LENGTH) {
      Field field;
      if (type == RECORD_ROUTE) {
        field = each < next ? RECORDED : EMPTY;
      } else if (each < next) {
        field = RECORDED;
      } else {
        field = each == next ? CURRENT : SOURCE_ROUTE;
      }
      if (sink.wants(field)) {
        sink.ipv4(field, BigEndian.i32(bytes, each), each, ADDRESS_LENGTH);
      }
    }
  }

  private static void times(byte[] bytes, int at, int end, FieldSink sink) {
    TIMES.read(bytes, at, end, sink);
    if (end - at < 4) {
      return;
    }
    boolean hasAddresses = (bytes[at + 3] & 0x0F) != 0;
    for (int each = at + 4; each + 4 <= end; each += 4) {
      if (hasAddresses) {
        TIME_ADDRESS.read(bytes, each, end, sink);
        each += 4;
      }
      TIME.read(bytes, each, end, sink);
    }
  }

  /** Reads the tags of the commercial option (FIPS 188). */
  private static void commercial(byte[] bytes, int at, int end, FieldSink sink) {
    COMMERCIAL.read(bytes, at, end, sink);
    int tag = at + 6;
    while (tag + 2 <= end) {
      int length = BigEndian.u8(bytes, tag + 1);
      if (length < 2 || tag + length > end) {
        return;
      }
      TAG.read(bytes, tag, tag + length, sink);
      int type = BigEndian.u8(bytes, tag);
      if (type == 1 || type == 2 || type == 5) {
        LEVEL.read(bytes, tag, tag + length, sink);
      } else {
        TAG_DATA.read(bytes, tag, tag + length, sink);
      }
      tag += length;
    }
  }
}
