package io.weft.protocol.transport.dccp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.lookup.ServiceNames;
import java.util.List;

/** The fields of DCCP's headers (RFC 4340, section 5) and of its options. */
final class DccpFields {
  private static final int REQUEST = 0;
  private static final int RESPONSE = 1;
  private static final int DATA = 2;
  private static final int RESET = 7;

  private static final int SHORT_HEADER = 12;
  private static final int LONG_HEADER = 16;

  private static final FixedFields PORTS =
      FixedFields.of(
          at(
              0,
              Field.u16("dccp.srcport", "Source Port")
                  .alias("dccp.port")
                  .usually(ServiceNames.DCCP)),
          at(
              2,
              Field.u16("dccp.dstport", "Destination Port")
                  .alias("dccp.port")
                  .usually(ServiceNames.DCCP)),
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
      FixedFields.of(at(2, Field.u32("dccp.timestamp", "Timestamp").repeating()));
  private static final FixedFields ECHO =
      FixedFields.of(at(2, Field.u32("dccp.timestamp_echo", "Timestamp Echo").repeating()));
  private static final FixedFields FEATURE =
      FixedFields.of(at(2, Field.u8("dccp.feature_number", "Feature Number").repeating()));

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
              FEATURE),
          SEQUENCE,
          ACKNOWLEDGMENT,
          OPTIONS);

  private DccpFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    PORTS.read(bytes, start, end, sink);
    STATUS.read(packet, layer, sink);
    TYPE.read(bytes, start, end, sink);
    boolean isLong = (bytes[start + 8] & 1) != 0;
    int at = start + (isLong ? LONG_HEADER : SHORT_HEADER);
    if (isLong) {
      RESERVED.read(bytes, start, end, sink);
      number(SEQUENCE, bytes, start + 10, 6, end, sink);
    } else {
      number(SEQUENCE, bytes, start + 9, 3, end, sink);
    }
    int type = bytes[start + 8] >> 1 & 0xF;
    if (type != REQUEST && type != DATA) {
      if (isLong) {
        ACK_RESERVED.read(bytes, at, end, sink);
        number(ACKNOWLEDGMENT, bytes, at + 2, 6, end, sink);
        at += 8;
      } else {
        number(ACKNOWLEDGMENT, bytes, at + 1, 3, end, sink);
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

  private static void number(
      Field field, byte[] bytes, int at, int length, int end, FieldSink sink) {
    if (at + length > end || !sink.wants(field)) {
      return;
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << Byte.SIZE | (bytes[at + i] & 0xFF);
    }
    sink.number(field, value, at, length);
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
      if (type == 0) {
        PADDING.read(bytes, at, end, sink);
      }
      if (type >= 32) {
        length = at + 1 < end ? BigEndian.u8(bytes, at + 1) : 0;
        if (length < 2 || at + length > end) {
          return;
        }
        option(type, bytes, at, at + length, sink);
      }
      at += length;
    }
  }

  private static void option(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case 32, 33, 34, 35 -> FEATURE.read(bytes, at, end, sink);
      case 41 -> STAMP.read(bytes, at, end, sink);
      case 42 -> ECHO.read(bytes, at, end, sink);
      default -> {} // The option's type is all that is shown.
    }
  }
}
