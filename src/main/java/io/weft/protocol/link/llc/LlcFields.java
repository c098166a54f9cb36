package io.weft.protocol.link.llc;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.SnapTable;
import java.util.List;

/** The fields of logical link control, and of a SNAP header behind it. */
final class LlcFields {
  private static final int CONTROL = 2;
  private static final int UNNUMBERED = 3;
  private static final int POLL = 0x10;

  private static final ValueNames SAPS =
      ValueNames.of(
          "0x00 Null LSAP",
          "0x02 LLC sub-layer management",
          "0x04 SNA path control",
          "0x06 IP",
          "0x42 Spanning tree BPDU",
          "0x7E X.25 level 3",
          "0x80 XNS",
          "0xAA SNAP",
          "0xE0 NetWare",
          "0xF0 NetBIOS",
          "0xFE ISO network layer",
          "0xFF Global DSAP");

  private static final Field DSAP = Field.u8("llc.dsap", "DSAP").hexadecimal().named(SAPS);
  private static final Field SSAP = Field.u8("llc.ssap", "SSAP").hexadecimal().named(SAPS);
  private static final FixedFields ADDRESSES =
      FixedFields.of(
          at(0, DSAP),
          at(0, Field.u8("llc.dsap.sap", "SAP").masked(0xFE).within(DSAP)),
          at(0, Field.flag("llc.dsap.ig", "IG Bit", 8, 0x01).within(DSAP)),
          at(1, SSAP),
          at(1, Field.u8("llc.ssap.sap", "SAP").masked(0xFE).within(SSAP)),
          at(1, Field.flag("llc.ssap.cr", "CR Bit", 8, 0x01).within(SSAP)));

  private static final Field CONTROL_FIELD =
      Field.u16("llc.control", "Control field").hexadecimal();
  private static final Field RECEIVED =
      Field.u16("llc.control.n_r", "N(R)").masked(0xFE00).within(CONTROL_FIELD);
  private static final Field SENT =
      Field.u16("llc.control.n_s", "N(S)").masked(0x00FE).within(CONTROL_FIELD);
  private static final Field POLLED =
      Field.flag("llc.control.p", "Poll", 8, POLL).within(CONTROL_FIELD);
  private static final Field FINAL =
      Field.flag("llc.control.f", "Final", 8, POLL).within(CONTROL_FIELD);
  private static final Field SUPERVISORY =
      Field.u16("llc.control.s_ftype", "Supervisory frame type")
          .masked(0x000C)
          .hexadecimal()
          .named(ValueNames.from0("Receiver ready", "Receiver not ready", "Reject"))
          .within(CONTROL_FIELD);
  private static final Field COMMAND =
      Field.u8("llc.control.u_modifier_cmd", "Command")
          .masked(0xEC)
          .hexadecimal()
          .named(
              ValueNames.of(
                  "0x00 Unnumbered information",
                  "0x1B Set asynchronous balanced mode extended",
                  "0x10 Disconnect",
                  "0x2B Exchange identification",
                  "0x38 Test"))
          .within(CONTROL_FIELD);
  private static final Field RESPONSE =
      Field.u8("llc.control.u_modifier_resp", "Response")
          .masked(0xEC)
          .hexadecimal()
          .within(CONTROL_FIELD);
  private static final Field FRAME_TYPE =
      Field.u16("llc.control.ftype", "Frame type")
          .hexadecimal()
          .named(ValueNames.of("0 Information frame", "1 Supervisory frame", "3 Unnumbered frame"))
          .within(CONTROL_FIELD);

  private static final Field ORGANIZATION =
      Field.u24("llc.oui", "Organization Code")
          .hexadecimal()
          .named(
              ValueNames.of(
                  "0x000000 Encapsulated Ethernet",
                  "0x00000C Cisco",
                  "0x0000F8 Cisco",
                  "0x0080C2 IEEE 802.1",
                  "0x080007 Apple"));
  private static final Field TYPE =
      Field.u16("llc.type", "Type").hexadecimal().named(EtherType.NAMES);
  private static final Field CISCO =
      Field.u16("llc.cisco_pid", "PID")
          .hexadecimal()
          .named(
              ValueNames.of(
                  "0x0104 Port aggregation",
                  "0x0105 Unidirectional link detection",
                  "0x010B PVST+",
                  "0x010C VLAN bridge",
                  "0x0111 UDLD",
                  "0x2000 CDP",
                  "0x2003 VTP",
                  "0x2004 DTP"));
  private static final Field OTHER = Field.u16("llc.pid", "Protocol ID").hexadecimal();

  static final LayerFields FIELDS =
      LayerFields.of(
          LlcFields::read,
          List.of(ADDRESSES),
          CONTROL_FIELD,
          RECEIVED,
          SENT,
          POLLED,
          FINAL,
          SUPERVISORY,
          COMMAND,
          RESPONSE,
          FRAME_TYPE,
          ORGANIZATION,
          TYPE,
          CISCO,
          OTHER);

  private LlcFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    ADDRESSES.read(bytes, at, packet.payload(layer), sink);
    boolean isResponse = (bytes[at + 1] & 1) != 0 && !Llc.isSnap(bytes, at);
    int control = at + CONTROL;
    int length = Llc.controlLength(bytes, at);
    if (length == 1) {
      unnumbered(BigEndian.u8(bytes, control), control, isResponse, sink);
    } else {
      numbered(bytes, control, isResponse, sink);
    }
    if (Llc.isSnap(bytes, at)) {
      snap(bytes, control + length, sink);
    }
  }

  private static void unnumbered(int value, int at, boolean isResponse, FieldSink sink) {
    number(CONTROL_FIELD, value, at, 1, sink);
    number(isResponse ? RESPONSE : COMMAND, (value & 0xEC) >> 2, at, 1, sink);
    if ((value & POLL) != 0) {
      flag(isResponse ? FINAL : POLLED, true, at, sink);
    }
    number(FRAME_TYPE, UNNUMBERED, at, 1, sink);
  }

  private static void numbered(byte[] bytes, int at, boolean isResponse, FieldSink sink) {
    int value = LittleEndian.u16(bytes, at);
    number(CONTROL_FIELD, value, at, 2, sink);
    number(RECEIVED, value >> 9, at, 2, sink);
    if ((value & 1) == 0) {
      number(SENT, (value & 0xFE) >> 1, at, 2, sink);
    }
    if ((value & 0x100) != 0) {
      flag(isResponse ? FINAL : POLLED, true, at + 1, sink);
    }
    if ((value & 3) == 1) {
      number(SUPERVISORY, (value & 0x0C) >> 2, at, 2, sink);
      number(FRAME_TYPE, 1, at, 2, sink);
    } else {
      number(FRAME_TYPE, 0, at, 2, sink);
    }
  }

  private static void snap(byte[] bytes, int at, FieldSink sink) {
    int organization = SnapTable.organization(bytes, at);
    number(ORGANIZATION, organization, at, 3, sink);
    Field field =
        switch (organization) {
          case SnapTable.ENCAPSULATED_ETHERNET, SnapTable.CISCO_90, SnapTable.APPLE -> TYPE;
          case SnapTable.CISCO -> CISCO;
          default -> OTHER;
        };
    number(field, SnapTable.protocolId(bytes, at), at + 3, 2, sink);
  }

  private static void number(Field field, long value, int at, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, at, length);
    }
  }

  private static void flag(Field field, boolean value, int at, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, value, at, 1);
    }
  }
}
