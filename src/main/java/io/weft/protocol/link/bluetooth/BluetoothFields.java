package io.weft.protocol.link.bluetooth;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of the headers, by Wireshark's names. */
final class BluetoothFields {
  private static final Field DIRECTION =
      Field.u8("hci_h4.direction", "Direction")
          .hexadecimal()
          .named(ValueNames.from0("Sent", "Rcvd"));
  private static final FixedFields TYPE =
      FixedFields.of(
          at(
              0,
              Field.u8("hci_h4.type", "HCI Packet Type")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "1 HCI Command",
                          "2 ACL Data",
                          "3 SCO Data",
                          "4 HCI Event",
                          "5 ISO Data"))));
  static final LayerFields TRANSPORT =
      LayerFields.of(BluetoothFields::transport, List.of(TYPE), DIRECTION);

  private static final Field OPCODE = Field.u16("bthci_cmd.opcode", "Command Opcode").hexadecimal();
  static final FixedFields COMMAND =
      FixedFields.of(
          littleEndian(0, OPCODE),
          littleEndian(
              0,
              Field.u16("bthci_cmd.opcode.ogf", "Opcode Group Field")
                  .masked(0xFC00)
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "1 Link Control Commands",
                          "2 Link Policy Commands",
                          "3 Host Controller & Baseband Commands",
                          "4 Informational Parameters",
                          "5 Status Parameters",
                          "6 Testing Commands",
                          "8 LE Controller Commands",
                          "63 Vendor-Specific Commands"))
                  .within(OPCODE)),
          littleEndian(
              0,
              Field.u16("bthci_cmd.opcode.ocf", "Opcode Command Field")
                  .masked(0x03FF)
                  .hexadecimal()
                  .within(OPCODE)),
          at(2, Field.u8("bthci_cmd.param_length", "Parameter Total Length")));

  static final FixedFields DATA =
      FixedFields.of(
          littleEndian(
              0, Field.u16("bthci_acl.chandle", "Connection Handle").masked(0x0FFF).hexadecimal()),
          littleEndian(
              0,
              Field.u16("bthci_acl.pb_flag", "PB Flag")
                  .masked(0x3000)
                  .named(
                      ValueNames.from0(
                          "First Non-automatically Flushable Packet",
                          "Continuing Fragment",
                          "First Automatically Flushable Packet",
                          "Complete L2CAP PDU"))),
          littleEndian(
              0,
              Field.u16("bthci_acl.bc_flag", "BC Flag")
                  .masked(0xC000)
                  .named(
                      ValueNames.from0("Point-To-Point", "Active Broadcast", "Piconet Broadcast"))),
          littleEndian(2, Field.u16("bthci_acl.length", "Data Total Length")));

  static final FixedFields VOICE =
      FixedFields.of(
          littleEndian(
              0, Field.u16("bthci_sco.chandle", "Connection Handle").masked(0x0FFF).hexadecimal()),
          at(2, Field.u8("bthci_sco.length", "Data Total Length")));

  static final FixedFields EVENT =
      FixedFields.of(
          at(
              0,
              Field.u8("bthci_evt.code", "Event Code")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x01 Inquiry Complete",
                          "0x02 Inquiry Result",
                          "0x03 Connect Complete",
                          "0x04 Connect Request",
                          "0x05 Disconnect Complete",
                          "0x06 Authentication Complete",
                          "0x07 Remote Name Request Complete",
                          "0x08 Encryption Change",
                          "0x0e Command Complete",
                          "0x0f Command Status",
                          "0x13 Number of Completed Packets",
                          "0x1b Max Slots Change",
                          "0x3e LE Meta",
                          "0xff Vendor-Specific"))),
          at(1, Field.u8("bthci_evt.param_length", "Parameter Total Length")));

  static final FixedFields L2CAP =
      FixedFields.of(
          littleEndian(0, Field.u16("btl2cap.length", "Length")),
          littleEndian(
              2,
              Field.u16("btl2cap.cid", "CID")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x0001 L2CAP Signaling Channel",
                          "0x0002 Connectionless Channel",
                          "0x0004 Attribute Protocol",
                          "0x0005 Low Energy L2CAP Signaling Channel",
                          "0x0006 Security Manager Protocol"))));

  private BluetoothFields() {}

  private static void transport(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int type = packet.payload(layer) - 1;
    if (type > start && sink.wants(DIRECTION)) {
      sink.number(DIRECTION, BigEndian.i32(bytes, start), start, Bluetooth.DIRECTION_LENGTH);
    }
    TYPE.read(bytes, type, type + 1, sink);
  }
}
