package io.weft.protocol.transport.sctp;

import static io.weft.dissect.field.FieldSequence.wantedNumber;
import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.lookup.ServiceNames;
import io.weft.protocol.transport.FirstNumbers;
import java.util.List;

/** The fields of SCTP's common header, and of its chunks, each of which is a record. */
final class SctpFields {
  private static final int CHUNK_HEADER = 4;

  /** Flag of the first part of a message. */
  private static final int BEGINNING = 0x02;

  private static final int DATA = 0;
  private static final int INIT = 1;
  private static final int INIT_ACK = 2;
  private static final int SACK = 3;
  private static final int HEARTBEAT = 4;
  private static final int HEARTBEAT_ACK = 5;
  private static final int ABORT = 6;
  private static final int SHUTDOWN = 7;
  private static final int ERROR = 9;
  private static final int COOKIE_ECHO = 10;
  private static final int ECNE = 12;
  private static final int CWR = 13;
  private static final int SHUTDOWN_COMPLETE = 14;
  private static final int AUTH = 15;
  private static final int I_DATA = 64;
  private static final int ADDRESS_CHANGE_ACK = 128;
  private static final int PACKET_DROPPED = 129;
  private static final int RECONFIGURATION = 130;
  private static final int PAD = 132;
  private static final int FORWARD = 192;
  private static final int ADDRESS_CHANGE = 193;
  private static final int I_FORWARD = 194;

  private static final Field EITHER =
      Field.u16("sctp.port", "Source or destination port")
          .usually(ServiceNames.SCTP)
          .hidden()
          .repeating();
  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u16("sctp.srcport", "Source port").usually(ServiceNames.SCTP)),
          at(2, Field.u16("sctp.dstport", "Destination port").usually(ServiceNames.SCTP)),
          at(0, EITHER),
          at(2, EITHER),
          at(4, Field.u32("sctp.verification_tag", "Verification tag").hexadecimal()),
          at(8, Field.u32("sctp.checksum", "Checksum").hexadecimal()));

  /**
   * Wireshark's number of an association, which it finds out only where it is told to: otherwise it
   * shows this one.
   */
  private static final int NOT_COUNTED = 0xFFFF;

  private static final Field ASSOCIATION =
      Field.u16("sctp.assoc_index", "Association index")
          .named(ValueNames.of("65535 not counted"))
          .generated()
          .hidden();

  private static final LayerFields STATUS = ChecksumStatus.fields(Sctp.PROTOCOL);

  static final Field CHUNK = Field.group("sctp.chunks", "Chunk");

  static final ValueNames TYPES =
      ValueNames.of(
          "0 DATA",
          "1 INIT",
          "2 INIT_ACK",
          "3 SACK",
          "4 HEARTBEAT",
          "5 HEARTBEAT_ACK",
          "6 ABORT",
          "7 SHUTDOWN",
          "8 SHUTDOWN_ACK",
          "9 ERROR",
          "10 COOKIE_ECHO",
          "11 COOKIE_ACK",
          "12 ECNE",
          "13 CWR",
          "14 SHUTDOWN_COMPLETE",
          "15 AUTH",
          "64 I_DATA",
          "16 NR_SACK",
          "128 ASCONF_ACK",
          "129 PKTDROP",
          "130 RE_CONFIG",
          "132 PAD",
          "192 FORWARD_TSN",
          "193 ASCONF",
          "194 I_FORWARD_TSN");
  private static final Field TYPE =
      Field.u8("sctp.chunk_type", "Chunk type").named(TYPES).within(CHUNK);

  static final Field HMAC_KIND =
      Field.u16("sctp.hmac_id", "HMAC identifier")
          .named(ValueNames.of("0 Reserved", "1 SHA-1", "2 Reserved", "3 SHA-256"))
          .within(CHUNK)
          .repeating();
  private static final Field FLAGS =
      Field.u8("sctp.chunk_flags", "Chunk flags").hexadecimal().within(CHUNK);
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, TYPE),
          at(0, Field.flag("sctp.chunk_bit_1", "Bit 1", 8, 0x80).within(TYPE)),
          at(0, Field.flag("sctp.chunk_bit_2", "Bit 2", 8, 0x40).within(TYPE)),
          at(1, FLAGS));
  private static final FixedFields LENGTH =
      FixedFields.of(at(2, Field.u16("sctp.chunk_length", "Chunk length").within(CHUNK)));

  private static final FixedFields DATA_FLAGS =
      FixedFields.of(
          at(1, Field.flag("sctp.data_e_bit", "E-Bit", 8, 0x01).within(FLAGS)),
          at(1, Field.flag("sctp.data_b_bit", "B-Bit", 8, 0x02).within(FLAGS)),
          at(1, Field.flag("sctp.data_u_bit", "U-Bit", 8, 0x04).within(FLAGS)),
          at(1, Field.flag("sctp.data_i_bit", "I-Bit", 8, 0x08).within(FLAGS)));
  private static final FixedFields SACK_FLAGS =
      FixedFields.of(
          at(1, Field.u8("sctp.sack_nounce_sum", "Nonce sum").masked(0x01).within(FLAGS)));
  private static final FixedFields ABORT_FLAGS =
      FixedFields.of(at(1, Field.flag("sctp.abort_t_bit", "T-Bit", 8, 0x01).within(FLAGS)));
  private static final FixedFields COMPLETE_FLAGS =
      FixedFields.of(
          at(1, Field.flag("sctp.shutdown_complete_t_bit", "T-Bit", 8, 0x01).within(FLAGS)));

  private static final Field TSN =
      u32("sctp.data_tsn_raw", "Transmission sequence number (absolute)");
  private static final Field RELATIVE_TSN =
      u32("sctp.data_tsn", "Transmission sequence number (relative)").generated().tracked();
  private static final Field RELATIVE_ACK =
      u32("sctp.sack_cumulative_tsn_ack", "Cumulative TSN ACK (relative)").generated().tracked();
  private static final Field STREAM =
      Field.u16("sctp.data_sid", "Stream identifier").hexadecimal().within(CHUNK);
  private static final Field PAYLOAD_PROTOCOL =
      u32("sctp.data_payload_proto_id", "Payload protocol identifier");
  private static final FixedFields DATA_CHUNK =
      FixedFields.of(
          at(4, TSN),
          at(8, STREAM),
          at(10, Field.u16("sctp.data_ssn", "Stream sequence number").within(CHUNK)),
          at(12, PAYLOAD_PROTOCOL));
  private static final FixedFields I_DATA_CHUNK =
      FixedFields.of(
          at(4, TSN),
          at(8, STREAM),
          at(10, Field.u16("sctp.data_reserved", "Reserved").within(CHUNK)),
          at(12, u32("sctp.data_mid", "Message identifier")));
  private static final FixedFields FIRST_PART = FixedFields.of(at(16, PAYLOAD_PROTOCOL));
  private static final FixedFields FURTHER_PART =
      FixedFields.of(at(16, u32("sctp.data_fsn", "Fragment sequence number")));

  private static final FixedFields CHANGE_ACK_CHUNK =
      FixedFields.of(at(4, u32("sctp.asconf_ack_seq_nr_number", "Sequence number").hexadecimal()));
  private static final FixedFields CHANGE_CHUNK =
      FixedFields.of(at(4, u32("sctp.asconf_seq_nr_number", "Sequence number").hexadecimal()));
  private static final int CHANGE_LENGTH = 8;
  private static final FixedFields DROPPED_FLAGS =
      FixedFields.of(
          at(1, Field.flag("sctp.pckdrop_m_bit", "M-Bit", 8, 0x01).within(FLAGS)),
          at(1, Field.flag("sctp.pckdrop_b_bit", "B-Bit", 8, 0x02).within(FLAGS)),
          at(1, Field.flag("sctp.pckdrop_t_bit", "T-Bit", 8, 0x04).within(FLAGS)));
  private static final FixedFields DROPPED_CHUNK =
      FixedFields.of(
          at(4, u32("sctp.pktdrop_bandwidth", "Bandwidth")),
          at(8, u32("sctp.pktdrop_queuesize", "Queuesize")),
          at(12, Field.u16("sctp.pktdrop_truncated_length", "Truncated length").within(CHUNK)),
          at(14, Field.u16("sctp.pktdrop_reserved", "Reserved").within(CHUNK)),
          rest(16, Field.bytes("sctp.pktdrop_datafield", "Data field").within(CHUNK)));
  private static final FixedFields PAD_CHUNK =
      FixedFields.of(rest(4, Field.bytes("sctp.padding_data", "Padding data").within(CHUNK)));
  private static final FixedFields FORWARD_CHUNK =
      FixedFields.of(at(4, u32("sctp.forward_tsn_tsn", "New cumulative TSN")));
  private static final FixedFields SKIPPED =
      FixedFields.of(
          at(0, Field.u16("sctp.forward_tsn_sid", "Stream identifier").within(CHUNK).repeating()),
          at(
              2,
              Field.u16("sctp.forward_tsn_ssn", "Stream sequence number")
                  .within(CHUNK)
                  .repeating()));
  private static final FixedFields I_FORWARD_CHUNK =
      FixedFields.of(at(4, u32("sctp.i_forward_tsn_tsn", "New cumulative TSN")));
  private static final Field SKIPPED_FLAGS =
      Field.u16("sctp.i_forward_tsn_flags", "Flags").hexadecimal().within(CHUNK).repeating();
  private static final FixedFields I_SKIPPED =
      FixedFields.of(
          at(0, Field.u16("sctp.i_forward_tsn_sid", "Stream identifier").within(CHUNK).repeating()),
          at(2, SKIPPED_FLAGS),
          at(
              2,
              Field.u16("sctp.i_forward_tsn_res", "Reserved")
                  .masked(0xFFFE)
                  .within(SKIPPED_FLAGS)
                  .repeating()),
          at(
              2,
              Field.flag("sctp.i_forward_tsn_u_bit", "U-Bit", 16, 1)
                  .within(SKIPPED_FLAGS)
                  .repeating()),
          at(4, u32("sctp.forward_tsn_mid", "Message identifier").repeating()));

  private static final Field INITIATE_TAG =
      u32("sctp.initiate_tag", "Initiate tag of either chunk").hexadecimal();
  private static final FixedFields INIT_CHUNK = init("init");
  private static final FixedFields INIT_ACK_CHUNK = init("initack");
  private static final int INIT_LENGTH = 20;

  private static final FixedFields SACK_CHUNK =
      FixedFields.of(
          at(4, u32("sctp.sack_cumulative_tsn_ack_raw", "Cumulative TSN ACK (absolute)")),
          at(8, u32("sctp.sack_a_rwnd", "Advertised receiver window credit (a_rwnd)")),
          at(
              12,
              Field.u16("sctp.sack_number_of_gap_blocks", "Number of gap acknowledgement blocks")
                  .within(CHUNK)),
          at(
              14,
              Field.u16("sctp.sack_number_of_duplicated_tsns", "Number of duplicated TSNs")
                  .within(CHUNK)));
  private static final FixedFields GAP =
      FixedFields.of(
          at(0, Field.u16("sctp.sack_gap_block_start", "Start").within(CHUNK).repeating()),
          at(2, Field.u16("sctp.sack_gap_block_end", "End").within(CHUNK).repeating()));
  private static final Field GAP_START =
      u32("sctp.sack_gap_block_start_tsn", "Start TSN").generated().repeating();
  private static final Field GAP_END =
      u32("sctp.sack_gap_block_end_tsn", "End TSN").generated().repeating();
  private static final Field HELD =
      u32("sctp.sack_number_of_tsns_gap_acked", "Number of TSNs in gap acknowledgement blocks")
          .generated();
  private static final FixedFields DUPLICATE =
      FixedFields.of(at(0, u32("sctp.sack_duplicate_tsn", "Duplicate TSN").repeating()));

  private static final FixedFields SHUTDOWN_CHUNK =
      FixedFields.of(at(4, u32("sctp.shutdown_cumulative_tsn_ack", "Cumulative TSN Ack")));
  private static final FixedFields ECNE_CHUNK =
      FixedFields.of(at(4, u32("sctp.ecne_lowest_tsn", "Lowest TSN")));
  private static final FixedFields CWR_CHUNK =
      FixedFields.of(at(4, u32("sctp.cwr_lowest_tsn", "Lowest TSN")));
  private static final FixedFields COOKIE =
      FixedFields.of(rest(4, Field.bytes("sctp.cookie", "Cookie").within(CHUNK)));
  private static final FixedFields AUTHENTICATION =
      FixedFields.of(
          at(4, Field.u16("sctp.shared_key_id", "Shared key identifier").within(CHUNK)),
          at(6, HMAC_KIND),
          rest(8, Field.bytes("sctp.hmac", "HMAC").within(CHUNK)));
  private static final FixedFields UNKNOWN =
      FixedFields.of(rest(4, Field.bytes("sctp.chunk_value", "Chunk value").within(CHUNK)));
  private static final FixedFields PADDING =
      FixedFields.of(rest(0, Field.bytes("sctp.chunk_padding", "Chunk padding").within(CHUNK)));

  static final LayerFields FIELDS =
      LayerFields.of(
          SctpFields::read,
          List.of(
              HEADER,
              HEAD,
              DATA_FLAGS,
              SACK_FLAGS,
              ABORT_FLAGS,
              COMPLETE_FLAGS,
              LENGTH,
              DATA_CHUNK,
              I_DATA_CHUNK,
              INIT_CHUNK,
              INIT_ACK_CHUNK,
              SACK_CHUNK,
              GAP,
              DUPLICATE,
              SHUTDOWN_CHUNK,
              ECNE_CHUNK,
              CWR_CHUNK,
              COOKIE,
              AUTHENTICATION,
              FIRST_PART,
              FURTHER_PART,
              CHANGE_ACK_CHUNK,
              CHANGE_CHUNK,
              DROPPED_FLAGS,
              DROPPED_CHUNK,
              PAD_CHUNK,
              FORWARD_CHUNK,
              SKIPPED,
              I_FORWARD_CHUNK,
              I_SKIPPED,
              UNKNOWN,
              PADDING,
              SctpParameterFields.DECLARED,
              STATUS),
          CHUNK,
          ASSOCIATION,
          GAP_START,
          GAP_END,
          HELD,
          RELATIVE_TSN,
          RELATIVE_ACK);

  private SctpFields() {}

  private static Field u32(String name, String label) {
    return Field.u32(name, label).within(CHUNK);
  }

  private static FixedFields init(String which) {
    return FixedFields.of(
        at(4, INITIATE_TAG),
        at(4, u32("sctp." + which + "_initiate_tag", "Initiate tag").hexadecimal()),
        at(8, u32("sctp." + which + "_credit", "Advertised receiver window credit (a_rwnd)")),
        at(
            12,
            Field.u16("sctp." + which + "_nr_out_streams", "Number of outbound streams")
                .within(CHUNK)),
        at(
            14,
            Field.u16("sctp." + which + "_nr_in_streams", "Number of inbound streams")
                .within(CHUNK)),
        at(16, u32("sctp." + which + "_initial_tsn", "Initial TSN")));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, packet.start(layer), end, sink);
    STATUS.read(packet, layer, sink);
    if (sink.wants(ASSOCIATION)) {
      sink.number(ASSOCIATION, NOT_COUNTED, 0, 0);
    }
    if (!sink.wants(CHUNK)) {
      return;
    }
    FirstNumbers first = FirstNumbers.of(packet, layer);
    int at = packet.payload(layer);
    while (at + CHUNK_HEADER <= end) {
      int length = BigEndian.u16(bytes, at + 2);
      if (length < CHUNK_HEADER) {
        return;
      }
      int next = Math.min(at + length, end);
      int padded = Math.min(at + ((length + 3) & ~3), end);
      sink.begin(CHUNK, at, padded - at);
      chunk(bytes, at, next, sink);
      if (first != null) {
        relative(first, bytes, at, next, sink);
      }
      PADDING.read(bytes, next, padded, sink);
      sink.end(CHUNK);
      at += (length + 3) & ~3;
    }
  }

  private static void chunk(byte[] bytes, int at, int end, FieldSink sink) {
    int type = BigEndian.u8(bytes, at);
    HEAD.read(bytes, at, end, sink);
    switch (type) {
      case DATA, I_DATA -> DATA_FLAGS.read(bytes, at, end, sink);
      case SACK -> SACK_FLAGS.read(bytes, at, end, sink);
      case ABORT -> ABORT_FLAGS.read(bytes, at, end, sink);
      case PACKET_DROPPED -> DROPPED_FLAGS.read(bytes, at, end, sink);
      case SHUTDOWN_COMPLETE -> COMPLETE_FLAGS.read(bytes, at, end, sink);
      default -> {} // Other chunks have no flags.
    }
    LENGTH.read(bytes, at, end, sink);
    switch (type) {
      case DATA -> DATA_CHUNK.read(bytes, at, end, sink);
      case I_DATA -> {
        I_DATA_CHUNK.read(bytes, at, end, sink);
        ((bytes[at + 1] & BEGINNING) != 0 ? FIRST_PART : FURTHER_PART).read(bytes, at, end, sink);
      }
      case INIT -> {
        INIT_CHUNK.read(bytes, at, end, sink);
        SctpParameterFields.parameters(bytes, at + INIT_LENGTH, end, sink);
      }
      case INIT_ACK -> {
        INIT_ACK_CHUNK.read(bytes, at, end, sink);
        SctpParameterFields.parameters(bytes, at + INIT_LENGTH, end, sink);
      }
      case SACK -> sack(bytes, at, end, sink);
      case HEARTBEAT, HEARTBEAT_ACK ->
          SctpParameterFields.parameters(bytes, at + CHUNK_HEADER, end, sink);
      case ABORT, ERROR -> SctpParameterFields.causes(bytes, at + CHUNK_HEADER, end, sink);
      case SHUTDOWN -> SHUTDOWN_CHUNK.read(bytes, at, end, sink);
      case COOKIE_ECHO -> COOKIE.read(bytes, at, end, sink);
      case ECNE -> ECNE_CHUNK.read(bytes, at, end, sink);
      case CWR -> CWR_CHUNK.read(bytes, at, end, sink);
      case AUTH -> AUTHENTICATION.read(bytes, at, end, sink);
      case ADDRESS_CHANGE_ACK -> {
        CHANGE_ACK_CHUNK.read(bytes, at, end, sink);
        SctpParameterFields.parameters(bytes, at + CHANGE_LENGTH, end, sink);
      }
      case ADDRESS_CHANGE -> {
        CHANGE_CHUNK.read(bytes, at, end, sink);
        SctpParameterFields.parameters(bytes, at + CHANGE_LENGTH, end, sink);
      }
      case PACKET_DROPPED -> DROPPED_CHUNK.read(bytes, at, end, sink);
      case RECONFIGURATION -> SctpParameterFields.parameters(bytes, at + CHUNK_HEADER, end, sink);
      case PAD -> PAD_CHUNK.read(bytes, at, end, sink);
      case FORWARD -> {
        FORWARD_CHUNK.read(bytes, at, end, sink);
        SctpParameterFields.each(SKIPPED, 4, bytes, at + 8, end, sink);
      }
      case I_FORWARD -> {
        I_FORWARD_CHUNK.read(bytes, at, end, sink);
        SctpParameterFields.each(I_SKIPPED, 8, bytes, at + 8, end, sink);
      }
      case SHUTDOWN_COMPLETE, 8, 11 -> {} // These chunks have no value.
      default -> UNKNOWN.read(bytes, at, end, sink);
    }
  }

  /**
   * Tells the number of a chunk, or the one that it acknowledges, as counted from the first one.
   */
  private static void relative(FirstNumbers first, byte[] bytes, int at, int end, FieldSink sink) {
    switch (BigEndian.u8(bytes, at)) {
      case DATA, I_DATA -> {
        if (first.isSenderKnown()) {
          relative(RELATIVE_TSN, first.ofSender(), bytes, at, end, sink);
        }
      }
      case SACK -> {
        if (first.isReceiverKnown()) {
          relative(RELATIVE_ACK, first.ofReceiver(), bytes, at, end, sink);
        }
      }
      default -> {} // Other chunks have no such number.
    }
  }

  private static void relative(
      Field field, long first, byte[] bytes, int chunk, int end, FieldSink sink) {
    int at = chunk + CHUNK_HEADER;
    if (at + 4 <= end && sink.wants(field)) {
      sink.number(field, (BigEndian.u32(bytes, at) - first) & 0xFFFF_FFFFL, at, 4);
    }
  }

  private static void sack(byte[] bytes, int start, int end, FieldSink sink) {
    SACK_CHUNK.read(bytes, start, end, sink);
    if (start + 16 > end) {
      return;
    }
    int gaps = BigEndian.u16(bytes, start + 12);
    int duplicates = BigEndian.u16(bytes, start + 14);
    int at = start + 16;
    long acknowledged = BigEndian.u32(bytes, start + 4);
    long held = 0;
    for (int i = 0; i < gaps && at + 4 <= end; i++) {
      int first = BigEndian.u16(bytes, at);
      int last = BigEndian.u16(bytes, at + 2);
      held += Math.max(0, last - first + 1);
      GAP.read(bytes, at, end, sink);
      wantedNumber(GAP_START, (acknowledged + first) & 0xFFFF_FFFFL, 0, 0, sink);
      wantedNumber(GAP_END, (acknowledged + last) & 0xFFFF_FFFFL, 0, 0, sink);
      at += 4;
    }
    if (gaps > 0) {
      wantedNumber(HELD, held, 0, 0, sink);
    }
    for (int i = 0; i < duplicates && at + 4 <= end; i++) {
      DUPLICATE.read(bytes, at, end, sink);
      at += 4;
    }
  }
}
