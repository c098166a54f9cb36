package io.weft.protocol.network.icmp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of multicast listener discovery, versions 1 and 2 (RFC 2710, RFC 3810). */
final class MulticastListenerFields {
  private static final int QUERY = 130;
  private static final int REPORT_2 = 143;

  /** Length in bytes from which a query is one of version 2 (RFC 3810, section 8.1). */
  private static final int QUERY_2_LENGTH = 28;

  private static final int ADDRESS_LENGTH = 16;
  private static final int RECORD_LENGTH = 20;

  private static final FixedFields DELAY =
      FixedFields.of(
          at(4, Field.u16("icmpv6.mld.maximum_response_delay", "Maximum Response Delay [ms]")));
  private static final FixedFields RESPONSE_CODE =
      FixedFields.of(at(4, Field.u16("icmpv6.mld.maximum_response_code", "Maximum Response Code")));
  private static final FixedFields ADDRESS =
      FixedFields.of(
          at(6, 2, Icmpv6Fields.RESERVED),
          at(8, Field.ipv6("icmpv6.mld.multicast_address", "Multicast Address")));

  private static final Field FLAGS = Field.u8("icmpv6.mld.flag", "Flags").hexadecimal();
  private static final FixedFields QUERY_2 =
      FixedFields.of(
          at(24, FLAGS),
          at(24, Field.flag("icmpv6.mld.flag.s", "Suppress", 8, 0x08).within(FLAGS)),
          at(
              24,
              Field.u8("icmpv6.mld.flag.qrv", "Querier's robustness variable")
                  .masked(0x07)
                  .within(FLAGS)),
          at(24, Field.u8("icmpv6.mld.flag.reserved", "Reserved").masked(0xF0).within(FLAGS)),
          at(25, Field.u8("icmpv6.mld.qqi", "Querier's query interval code")),
          at(26, Field.u16("icmpv6.mld.nb_sources", "Number of Sources")));
  private static final FixedFields SOURCE =
      FixedFields.of(at(0, Field.ipv6("icmpv6.mld.source_address", "Source Address").repeating()));

  private static final FixedFields REPORT =
      FixedFields.of(
          at(4, 2, Icmpv6Fields.RESERVED),
          at(6, Field.u16("icmpv6.mldr.nb_mcast_records", "Number of Multicast Address Records")));

  private static final Field RECORD =
      Field.group("icmpv6.mldr.records", "Multicast Address Records");
  private static final Field MARK =
      Field.presence("icmpv6.mldr.mar", "Multicast Address Record").within(RECORD);
  private static final FixedFields RECORD_HEAD =
      FixedFields.of(
          at(
              0,
              Field.u8("icmpv6.mldr.mar.record_type", "Record Type")
                  .named(
                      ValueNames.of(
                          "1 Mode is include",
                          "2 Mode is exclude",
                          "3 Change to include mode",
                          "4 Change to exclude mode",
                          "5 Allow new sources",
                          "6 Block old sources"))
                  .within(RECORD)),
          at(1, Field.u8("icmpv6.mldr.mar.aux_data_len", "Aux Data Len").within(RECORD)),
          at(2, Field.u16("icmpv6.mldr.mar.nb_sources", "Number of Sources").within(RECORD)),
          at(
              4,
              Field.ipv6("icmpv6.mldr.mar.multicast_address", "Multicast Address").within(RECORD)));
  private static final FixedFields RECORD_SOURCE =
      FixedFields.of(
          at(
              0,
              Field.ipv6("icmpv6.mldr.mar.source_address", "Source Address")
                  .within(RECORD)
                  .repeating()));
  private static final Field AUXILIARY =
      Field.bytes("icmpv6.mldr.mar.auxiliary_data", "Auxiliary Data").within(RECORD);

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.of(
          MulticastListenerFields::read,
          List.of(
              DELAY, RESPONSE_CODE, ADDRESS, QUERY_2, SOURCE, REPORT, RECORD_HEAD, RECORD_SOURCE),
          RECORD,
          MARK,
          AUXILIARY);

  private MulticastListenerFields() {}

  /** Reads a query, a report or a "done". */
  static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    int type = Icmpv6.type(bytes, at);
    if (type == REPORT_2) {
      REPORT.read(bytes, at, end, sink);
      records(bytes, at + 8, end, sink);
    } else if (type == QUERY && packet.wireLimit(layer) - at >= QUERY_2_LENGTH) {
      RESPONSE_CODE.read(bytes, at, end, sink);
      ADDRESS.read(bytes, at, end, sink);
      QUERY_2.read(bytes, at, end, sink);
      for (int source = at + QUERY_2_LENGTH; source + ADDRESS_LENGTH <= end; source += 16) {
        SOURCE.read(bytes, source, end, sink);
      }
    } else {
      DELAY.read(bytes, at, end, sink);
      ADDRESS.read(bytes, at, end, sink);
    }
  }

  private static void records(byte[] bytes, int from, int end, FieldSink sink) {
    if (!sink.wants(RECORD)) {
      return;
    }
    int at = from;
    while (at + RECORD_LENGTH <= end) {
      int sources = BigEndian.u16(bytes, at + 2) * ADDRESS_LENGTH;
      int auxiliary = BigEndian.u8(bytes, at + 1) * 4;
      int data = at + RECORD_LENGTH + sources;
      int next = data + auxiliary;
      sink.begin(RECORD, at, Math.min(next, end) - at);
      if (sink.wants(MARK)) {
        sink.flag(MARK, true, at, RECORD_LENGTH);
      }
      RECORD_HEAD.read(bytes, at, end, sink);
      for (int source = at + RECORD_LENGTH;
          source + ADDRESS_LENGTH <= Math.min(data, end);
          source += ADDRESS_LENGTH) {
        RECORD_SOURCE.read(bytes, source, end, sink);
      }
      if (auxiliary > 0 && next <= end && sink.wants(AUXILIARY)) {
        sink.bytes(AUXILIARY, bytes, data, auxiliary);
      }
      sink.end(RECORD);
      at = next;
    }
  }
}
