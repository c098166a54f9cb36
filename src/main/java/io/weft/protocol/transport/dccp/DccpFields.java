package io.weft.protocol.transport.dccp;

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

/** The fields of DCCP's headers (RFC 4340, section 5) and of its options. */
final class DccpFields {
  private static final int REQUEST = 0;
  private static final int RESPONSE = 1;
  private static final int DATA = 2;
  private static final int RESET = 7;

  private static final int SHORT_HEADER = 12;
  private static final int LONG_HEADER = Dccp.LONG_HEADER_LENGTH;

  /** Options from this type on have a length; those from the other one on are a CCID's own. */
  private static final int FIRST_WITH_LENGTH = 32;

  private static final int FIRST_OF_CONTROL = 128;

  /** Where the value of an option stands that has a length, and how long a stamp is with these. */
  private static final int VALUE = 2;

  private static final int STAMP_LENGTH = 6;

  /** The longest count that an option has, in bytes (RFC 4340, section 7.7). */
  private static final int MAX_COUNT = 6;

  private static final Field EITHER =
      Field.u16("dccp.port", "Source or destination port")
          .usually(ServiceNames.DCCP)
          .hidden()
          .repeating();
  private static final FixedFields PORTS =
      FixedFields.of(
          at(0, Field.u16("dccp.srcport", "Source Port").usually(ServiceNames.DCCP)),
          at(2, Field.u16("dccp.dstport", "Destination Port").usually(ServiceNames.DCCP)),
          at(0, EITHER),
          at(2, EITHER),
          at(4, Field.u8("dccp.data_offset", "Data Offset (units of 4 bytes)")),
          at(5, Field.u8("dccp.ccval", "CCVal").masked(0xF0)),
          at(5, Field.u8("dccp.cscov", "Checksum Coverage").masked(0x0F)),
          at(6, Field.u16("dccp.checksum", "Checksum").hexadecimal()));
  private static final FixedFields TYPE =
      FixedFields.of(
          at(8, Field.u8("dccp.res1", "Reserved").masked(0xE0).hexadecimal()),
          at(
              8,
              Field.u8("dccp.type", "Type")
                  .masked(0x1E)
                  .named(
                      ValueNames.from0(
                          "Request",
                          "Response",
                          "Data",
                          "Ack",
                          "DataAck",
                          "CloseReq",
                          "Close",
                          "Reset",
                          "Sync",
                          "SyncAck"))),
          at(8, Field.flag("dccp.x", "Extended Sequence Numbers", 8, 0x01)));
  private static final FixedFields RESERVED =
      FixedFields.of(at(9, Field.u8("dccp.res2", "Reserved").hexadecimal()));
  private static final Field CONVERSATION =
      Field.u32("dccp.stream", "Stream index").generated().tracked();
  private static final Field RELATIVE =
      Field.u64("dccp.seq", "Sequence Number").generated().tracked();
  private static final Field RELATIVE_ACKNOWLEDGMENT =
      Field.u64("dccp.ack", "Acknowledgement Number").generated().tracked();
  private static final Field SEQUENCE = Field.u64("dccp.seq_raw", "Sequence Number (raw)");
  private static final FixedFields ACK_RESERVED =
      FixedFields.of(at(0, Field.u16("dccp.ack_res", "Reserved").hexadecimal()));
  private static final Field ACKNOWLEDGMENT =
      Field.u64("dccp.ack_raw", "Acknowledgement Number (raw)");
  private static final FixedFields SERVICE =
      FixedFields.of(at(0, Field.u32("dccp.service_code", "Service Code")));
  private static final FixedFields CODE =
      FixedFields.of(
          at(
              0,
              Field.u8("dccp.reset_code", "Reset Code")
                  .named(
                      ValueNames.from0(
                          "Unspecified",
                          "Closed",
                          "Aborted",
                          "No connection",
                          "Packet error",
                          "Option error",
                          "Mandatory error",
                          "Connection refused",
                          "Bad service code",
                          "Too busy",
                          "Bad init cookie",
                          "Aggression penalty"))),
          at(1, Field.u8("dccp.data1", "Data 1")),
          at(2, Field.u8("dccp.data2", "Data 2")),
          at(3, Field.u8("dccp.data3", "Data 3")));
  private static final FixedFields OPTION =
      FixedFields.of(
          at(
              0,
              Field.u8("dccp.option_type", "Option Type")
                  .named(
                      ValueNames.of(
                          "0 Padding",
                          "1 Mandatory",
                          "2 Slow receiver",
                          "32 Change L",
                          "33 Confirm L",
                          "34 Change R",
                          "35 Confirm R",
                          "36 Init cookie",
                          "37 NDP count",
                          "38 Ack vector, nonce 0",
                          "39 Ack vector, nonce 1",
                          "40 Data dropped",
                          "41 Timestamp",
                          "42 Timestamp echo",
                          "43 Elapsed time",
                          "44 Data checksum"))
                  .repeating()));
  private static final Field OPTIONS = Field.presence("dccp.options", "Options");
  private static final FixedFields PADDING =
      FixedFields.of(at(0, 1, Field.bytes("dccp.padding", "Padding").repeating()));
  private static final FixedFields STAMP =
      FixedFields.of(at(VALUE, Field.u32("dccp.timestamp", "Timestamp").repeating()));
  private static final FixedFields ECHO =
      FixedFields.of(at(VALUE, Field.u32("dccp.timestamp_echo", "Timestamp Echo").repeating()));
  private static final FixedFields MANDATORY = bytes("mandatory", "Mandatory", 0);
  private static final FixedFields SLOW_RECEIVER = bytes("slow_receiver", "Slow Receiver", 0);
  private static final FixedFields COOKIE = bytes("init_cookie", "Init Cookie", VALUE);
  private static final FixedFields ACKNOWLEDGED_0 =
      bytes("ack_vector.nonce_0", "Ack Vector [Nonce 0]", VALUE);
  private static final FixedFields ACKNOWLEDGED_1 =
      bytes("ack_vector.nonce_1", "Ack Vector [Nonce 1]", VALUE);
  private static final FixedFields DROPPED = bytes("data_dropped", "Data Dropped", VALUE);
  private static final FixedFields DATA_CHECKSUM =
      FixedFields.of(
          at(VALUE, Field.u32("dccp.checksum_data", "Data Checksum").hexadecimal().repeating()));
  private static final FixedFields LOSS_RATE =
      FixedFields.of(
          at(VALUE, Field.u32("dccp.ccid3_loss_event_rate", "CCID3 Loss Event Rate").repeating()));
  private static final FixedFields LOSS_INTERVALS =
      bytes("ccid3_loss_intervals", "CCID3 Loss Intervals", VALUE);
  private static final FixedFields RECEIVE_RATE =
      FixedFields.of(
          at(VALUE, Field.u32("dccp.ccid3_receive_rate", "CCID3 Receive Rate").repeating()));
  private static final FixedFields RESERVED_OPTION = bytes("option_reserved", "Reserved", VALUE);
  private static final FixedFields CONTROL_OPTION = bytes("ccid_option_data", "CCID option", VALUE);

  // Numbers of as many bytes as their options have.
  private static final Field SENT_WITHOUT_DATA =
      Field.u64("dccp.ndp_count", "NDP Count").repeating();
  private static final Field ELAPSED =
      Field.u32("dccp.elapsed_time", "Elapsed Time (units of 10 microseconds)").repeating();
  private static final Field BAD_LENGTH =
      Field.presence("dccp.option.len.bad", "Bad option length").generated();

  private static final FixedFields FEATURE =
      FixedFields.of(at(VALUE, Field.u8("dccp.feature_number", "Feature Number").repeating()));

  private static final LayerFields STATUS = ChecksumStatus.fields(Dccp.PROTOCOL);

  static final LayerFields FIELDS =
      LayerFields.of(
          DccpFields::read,
          List.of(
              PORTS,
              STATUS,
              TYPE,
              RESERVED,
              ACK_RESERVED,
              SERVICE,
              CODE,
              OPTION,
              PADDING,
              STAMP,
              ECHO,
              FEATURE,
              MANDATORY,
              SLOW_RECEIVER,
              COOKIE,
              ACKNOWLEDGED_0,
              ACKNOWLEDGED_1,
              DROPPED,
              DATA_CHECKSUM,
              LOSS_RATE,
              LOSS_INTERVALS,
              RECEIVE_RATE,
              RESERVED_OPTION,
              CONTROL_OPTION),
          CONVERSATION,
          SEQUENCE,
          RELATIVE,
          ACKNOWLEDGMENT,
          RELATIVE_ACKNOWLEDGMENT,
          OPTIONS,
          SENT_WITHOUT_DATA,
          ELAPSED,
          BAD_LENGTH);

  private DccpFields() {}

  private static FixedFields bytes(String name, String label, int from) {
    return FixedFields.of(rest(from, Field.bytes("dccp." + name, label).repeating()));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    PORTS.read(bytes, start, end, sink);
    FirstNumbers first = FirstNumbers.of(packet, layer);
    if (first != null && sink.wants(CONVERSATION)) {
      sink.number(CONVERSATION, first.stream(), 0, 0);
    }
    STATUS.read(packet, layer, sink);
    TYPE.read(bytes, start, end, sink);
    boolean isLong = (bytes[start + 8] & 1) != 0;
    int at = start + (isLong ? LONG_HEADER : SHORT_HEADER);
    if (isLong) {
      RESERVED.read(bytes, start, end, sink);
      sequence(first, bytes, start + 10, 6, end, sink);
    } else {
      sequence(first, bytes, start + 9, 3, end, sink);
    }
    int type = bytes[start + 8] >> 1 & 0xF;
    if (type != REQUEST && type != DATA) {
      if (isLong) {
        ACK_RESERVED.read(bytes, at, end, sink);
        acknowledgment(first, bytes, at + 2, 6, end, sink);
        at += 8;
      } else {
        acknowledgment(first, bytes, at + 1, 3, end, sink);
        at += 4;
      }
    }
    if (type == REQUEST || type == RESPONSE) {
      SERVICE.read(bytes, at, end, sink);
      at += 4;
    } else if (type == RESET) {
      CODE.read(bytes, at, end, sink);
      at += 4;
    }
    options(bytes, at, end, sink);
  }

  private static void sequence(
      FirstNumbers first, byte[] bytes, int at, int length, int end, FieldSink sink) {
    number(SEQUENCE, bytes, at, length, end, sink);
    if (first != null && first.isSenderKnown()) {
      relative(RELATIVE, first.ofSender(), bytes, at, length, end, sink);
    }
  }

  private static void acknowledgment(
      FirstNumbers first, byte[] bytes, int at, int length, int end, FieldSink sink) {
    number(ACKNOWLEDGMENT, bytes, at, length, end, sink);
    if (first != null && first.isReceiverKnown()) {
      relative(RELATIVE_ACKNOWLEDGMENT, first.ofReceiver(), bytes, at, length, end, sink);
    }
  }

  private static void number(
      Field field, byte[] bytes, int at, int length, int end, FieldSink sink) {
    if (at + length <= end && sink.wants(field)) {
      sink.number(field, number(bytes, at, length), at, length);
    }
  }

  /** Reads a number as it counts from a first one, modulo what its bytes can hold. */
  private static void relative(
      Field field, long first, byte[] bytes, int at, int length, int end, FieldSink sink) {
    if (at + length <= end && sink.wants(field)) {
      long mask = (1L << (length * Byte.SIZE)) - 1;
      sink.number(field, (number(bytes, at, length) - first) & mask, at, length);
    }
  }

  private static long number(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << Byte.SIZE | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  private static void options(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    if (at < end && sink.wants(OPTIONS)) {
      sink.flag(OPTIONS, true, at, end - at);
    }
    while (at < end) {
      int type = BigEndian.u8(bytes, at);
      OPTION.read(bytes, at, end, sink);
      int length = 1;
      if (type >= FIRST_WITH_LENGTH) {
        length = at + 1 < end ? BigEndian.u8(bytes, at + 1) : 0;
        if (length < VALUE || at + length > end) {
          if (sink.wants(BAD_LENGTH)) {
            sink.flag(BAD_LENGTH, true, 0, 0);
          }
          return;
        }
      }
      option(type, bytes, at, at + length, sink);
      at += length;
    }
  }

  private static void option(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case 37 -> count(SENT_WITHOUT_DATA, MAX_COUNT, bytes, at + VALUE, end, sink);
      case 42 -> {
        ECHO.read(bytes, at, end, sink);
        count(ELAPSED, Integer.BYTES, bytes, at + STAMP_LENGTH, end, sink);
      }
      case 43 -> count(ELAPSED, Integer.BYTES, bytes, at + VALUE, end, sink);
      default -> layout(type).read(bytes, at, end, sink);
    }
  }

  /** Reads a number that fills the rest of an option; a longer one is none. */
  private static void count(
      Field field, int longest, byte[] bytes, int at, int end, FieldSink sink) {
    if (at < end && end - at <= longest) {
      number(field, bytes, at, end - at, end, sink);
    }
  }

  private static FixedFields layout(int type) {
    return switch (type) {
      case 0 -> PADDING;
      case 1 -> MANDATORY;
      case 2 -> SLOW_RECEIVER;
      case 32, 33, 34, 35 -> FEATURE;
      case 36 -> COOKIE;
      case 38 -> ACKNOWLEDGED_0;
      case 39 -> ACKNOWLEDGED_1;
      case 40 -> DROPPED;
      case 41 -> STAMP;
      case 44 -> DATA_CHECKSUM;
      case 192 -> LOSS_RATE;
      case 193 -> LOSS_INTERVALS;
      case 194 -> RECEIVE_RATE;
      default -> type < FIRST_OF_CONTROL ? RESERVED_OPTION : CONTROL_OPTION;
    };
  }
}
