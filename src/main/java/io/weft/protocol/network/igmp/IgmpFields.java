package io.weft.protocol.network.igmp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of IGMP messages. Type, length and response time tell the version. */
final class IgmpFields {
  private static final int QUERY_3_LENGTH = 12;
  private static final int RECORD_LENGTH = 8;
  private static final int ADDRESS_LENGTH = 4;

  private static final Field VERSION = Field.u8("igmp.version", "IGMP Version").generated();

  private static final FixedFields TYPE =
      FixedFields.of(
          at(
              0,
              Field.u8("igmp.type", "Type")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x11 Membership query",
                          "0x12 Membership report v1",
                          "0x13 DVMRP",
                          "0x14 PIM v1",
                          "0x16 Membership report v2",
                          "0x17 Leave group",
                          "0x1E Multicast traceroute response",
                          "0x1F Multicast traceroute",
                          "0x22 Membership report v3"))));

  private static final Field RESERVED = Field.bytes("igmp.reserved", "Reserved").repeating();
  private static final Field GROUP_ADDRESS = Field.ipv4("igmp.maddr", "Multicast Address");
  private static final Field SOURCES = Field.u16("igmp.num_src", "Num Src");
  private static final Field CHECKSUM = Field.u16("igmp.checksum", "Checksum").hexadecimal();
  private static final Field SOURCE = Field.ipv4("igmp.saddr", "Source Address").repeating();

  private static final FixedFields RESERVED_BYTE = FixedFields.of(at(1, 1, RESERVED));

  private static final Field MAX_RESPONSE =
      Field.u8("igmp.max_resp", "Max Resp Time (units of 0.1 s)");
  private static final FixedFields EXPONENT =
      FixedFields.of(
          at(1, Field.u8("igmp.max_resp.exp", "Exponent").masked(0x70).hexadecimal()),
          at(1, Field.u8("igmp.max_resp.mant", "Mantissa").masked(0x0F).hexadecimal()));

  private static final FixedFields SUM = FixedFields.of(at(2, CHECKSUM));
  private static final FixedFields ADDRESS = FixedFields.of(at(4, GROUP_ADDRESS));

  private static final FixedFields QUERY_3 =
      FixedFields.of(
          at(8, Field.flag("igmp.s", "Suppress router side processing", 8, 0x08)),
          at(8, Field.u8("igmp.qrv", "Querier's robustness variable").masked(0x07)),
          at(9, Field.u8("igmp.qqic", "Querier's query interval code")),
          at(10, SOURCES));
  private static final FixedFields SOURCE_ADDRESS = FixedFields.of(at(0, SOURCE));

  private static final FixedFields REPORT_3 =
      FixedFields.of(
          at(4, 2, RESERVED), at(6, Field.u16("igmp.num_grp_recs", "Num Group Records")));

  private static final Field RECORD = Field.group("igmp.records", "Group Record");
  private static final FixedFields RECORD_HEAD =
      FixedFields.of(
          at(
              0,
              Field.u8("igmp.record_type", "Record Type")
                  .named(
                      ValueNames.of(
                          "1 Mode is include",
                          "2 Mode is exclude",
                          "3 Change to include mode",
                          "4 Change to exclude mode",
                          "5 Allow new sources",
                          "6 Block old sources"))
                  .within(RECORD)),
          at(1, Field.u8("igmp.aux_data_len", "Aux Data Len").within(RECORD)),
          at(2, SOURCES),
          at(4, GROUP_ADDRESS));
  private static final Field AUXILIARY = Field.bytes("igmp.aux_data", "Aux Data").within(RECORD);

  static final LayerFields FIELDS =
      LayerFields.of(
          IgmpFields::read,
          List.of(
              TYPE,
              RESERVED_BYTE,
              EXPONENT,
              SUM,
              ADDRESS,
              QUERY_3,
              REPORT_3,
              SOURCE_ADDRESS,
              RECORD_HEAD),
          VERSION,
          MAX_RESPONSE,
          RECORD,
          AUXILIARY);

  private IgmpFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    int version = version(bytes, at, packet.wireLimit(layer) - at);
    if (version != 0 && sink.wants(VERSION)) {
      sink.number(VERSION, version, 0, 0);
    }
    TYPE.read(bytes, at, end, sink);
    boolean isReport3 = BigEndian.u8(bytes, at) == Igmp.MEMBERSHIP_REPORT_V3;
    if (version == 1 || isReport3) {
      RESERVED_BYTE.read(bytes, at, end, sink);
    } else if (version != 0) {
      maxResponse(bytes, at, version, sink);
    }
    SUM.read(bytes, at, end, sink);
    if (isReport3) {
      REPORT_3.read(bytes, at, end, sink);
      records(bytes, at + Igmp.HEADER_LENGTH, end, sink);
      return;
    }
    if (version == 0) {
      return;
    }
    ADDRESS.read(bytes, at, end, sink);
    if (version == 3) {
      QUERY_3.read(bytes, at, end, sink);
      addresses(bytes, at + QUERY_3_LENGTH, end, sink);
    }
  }

  /** The version that a message belongs to (RFC 3376, section 7.1); 0 for other messages. */
  private static int version(byte[] bytes, int at, int length) {
    return switch (BigEndian.u8(bytes, at)) {
      case Igmp.MEMBERSHIP_QUERY -> length >= QUERY_3_LENGTH ? 3 : bytes[at + 1] == 0 ? 1 : 2;
      case Igmp.MEMBERSHIP_REPORT_V1 -> 1;
      case Igmp.MEMBERSHIP_REPORT_V2, Igmp.LEAVE_GROUP -> 2;
      case Igmp.MEMBERSHIP_REPORT_V3 -> 3;
      default -> 0;
    };
  }

  /** Reads the response time, which from 128 on is a floating point number in version 3. */
  private static void maxResponse(byte[] bytes, int at, int version, FieldSink sink) {
    int code = BigEndian.u8(bytes, at + 1);
    boolean isFloating = version == 3 && code >= 0x80;
    if (sink.wants(MAX_RESPONSE)) {
      int value = isFloating ? ((code & 0x0F) | 0x10) << ((code >> 4 & 7) + 3) : code;
      sink.number(MAX_RESPONSE, value, at + 1, 1);
    }
    if (isFloating) {
      EXPONENT.read(bytes, at, at + 2, sink);
    }
  }

  private static void addresses(byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; at + ADDRESS_LENGTH <= end; at += ADDRESS_LENGTH) {
      SOURCE_ADDRESS.read(bytes, at, end, sink);
    }
  }

  private static void records(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + RECORD_LENGTH <= end) {
      int data = at + RECORD_LENGTH + BigEndian.u16(bytes, at + 2) * ADDRESS_LENGTH;
      int auxiliary = BigEndian.u8(bytes, at + 1) * 4;
      int next = data + auxiliary;
      if (sink.wants(RECORD)) {
        sink.begin(RECORD, at, Math.min(next, end) - at);
        RECORD_HEAD.read(bytes, at, end, sink);
        addresses(bytes, at + RECORD_LENGTH, Math.min(data, end), sink);
        if (auxiliary > 0 && next <= end && sink.wants(AUXILIARY)) {
          sink.bytes(AUXILIARY, bytes, data, auxiliary);
        }
        sink.end(RECORD);
      }
      at = next;
    }
  }
}
