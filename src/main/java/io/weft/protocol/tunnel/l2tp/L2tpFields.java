package io.weft.protocol.tunnel.l2tp;

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

/** The fields of L2TP version 2, and the attributes of its control messages. */
final class L2tpFields {
  private static final int ATTRIBUTE_HEADER = 6;
  private static final int LENGTH = 0x03FF;

  private static final Field FLAGS = Field.u16("l2tp.flags", "Flags").hexadecimal();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, FLAGS),
          at(
              0,
              Field.u16("l2tp.type", "Type")
                  .masked(0x8000)
                  .named(ValueNames.from0("Data message", "Control message"))
                  .within(FLAGS)),
          at(0, flag("l2tp.length_bit", "Length Bit", L2tp.HAS_LENGTH)),
          at(0, flag("l2tp.seq_bit", "Sequence Bit", L2tp.HAS_SEQUENCE)),
          at(0, flag("l2tp.offset_bit", "Offset bit", L2tp.HAS_OFFSET)),
          at(0, flag("l2tp.priority", "Priority", 0x0100)),
          at(0, Field.u16("l2tp.version", "Version").masked(0x000F).within(FLAGS)));
  private static final FixedFields LENGTHS =
      FixedFields.of(at(0, Field.u16("l2tp.length", "Length")));
  private static final FixedFields IDENTIFIERS =
      FixedFields.of(
          at(0, Field.u16("l2tp.tunnel", "Tunnel ID")),
          at(2, Field.u16("l2tp.session", "Session ID")));
  private static final FixedFields SEQUENCE =
      FixedFields.of(at(0, Field.u16("l2tp.Ns", "Ns")), at(2, Field.u16("l2tp.Nr", "Nr")));
  private static final FixedFields OFFSET =
      FixedFields.of(at(0, Field.u16("l2tp.offset", "Offset")));

  private static final Field ATTRIBUTE = Field.group("l2tp.avps", "Attribute");
  private static final FixedFields ATTRIBUTES =
      FixedFields.of(
          at(0, Field.flag("l2tp.avp.mandatory", "Mandatory", 16, 0x8000).within(ATTRIBUTE)),
          at(0, Field.flag("l2tp.avp.hidden", "Hidden", 16, 0x4000).within(ATTRIBUTE)),
          at(0, Field.u16("l2tp.avp.length", "Length").masked(LENGTH).within(ATTRIBUTE)),
          at(2, Field.u16("l2tp.avp.vendor_id", "Vendor ID").within(ATTRIBUTE)),
          at(
              4,
              Field.u16("l2tp.avp.type", "Type")
                  .named(
                      ValueNames.of(
                          "0 Control message",
                          "1 Result-error code",
                          "2 Protocol version",
                          "3 Framing capabilities",
                          "4 Bearer capabilities",
                          "5 Tie breaker",
                          "6 Firmware revision",
                          "7 Host name",
                          "8 Vendor name",
                          "9 Assigned tunnel ID",
                          "10 Receive window size",
                          "11 Challenge",
                          "13 Challenge response",
                          "14 Assigned session",
                          "15 Call serial number",
                          "16 Minimum BPS",
                          "17 Maximum BPS",
                          "18 Bearer type",
                          "19 Framing type",
                          "21 Called number",
                          "22 Calling number",
                          "24 Connect speed",
                          "38 Rx connect speed",
                          "39 Sequencing required"))
                  .within(ATTRIBUTE)));
  private static final FixedFields MESSAGE =
      FixedFields.of(
          at(
              6,
              Field.u16("l2tp.avp.message_type", "Message Type")
                  .named(
                      ValueNames.of(
                          "1 Start-control-request",
                          "2 Start-control-reply",
                          "3 Start-control-connected",
                          "4 Stop-control-notification",
                          "6 Hello",
                          "7 Outgoing-call-request",
                          "8 Outgoing-call-reply",
                          "9 Outgoing-call-connected",
                          "10 Incoming-call-request",
                          "11 Incoming-call-reply",
                          "12 Incoming-call-connected",
                          "14 Call-disconnect-notify",
                          "15 WAN-error-notify",
                          "16 Set-link-info"))
                  .within(ATTRIBUTE)));
  private static final FixedFields RESULT =
      FixedFields.of(
          at(8, Field.u16("l2tp.avp.error_code", "Error Code").within(ATTRIBUTE)),
          rest(10, Field.text("l2tp.avp.error_message", "Error Message").within(ATTRIBUTE)));
  private static final FixedFields VERSION =
      FixedFields.of(
          at(6, Field.u8("l2tp.avp.protocol_version", "Version").within(ATTRIBUTE)),
          at(7, Field.u8("l2tp.avp.protocol_revision", "Revision").within(ATTRIBUTE)));
  private static final FixedFields FRAMING =
      FixedFields.of(
          at(
              6,
              Field.flag("l2tp.avp.async_framing_supported", "Async Framing Supported", 32, 2)
                  .within(ATTRIBUTE)),
          at(
              6,
              Field.flag("l2tp.avp.sync_framing_supported", "Sync Framing Supported", 32, 1)
                  .within(ATTRIBUTE)));
  private static final FixedFields BEARER =
      FixedFields.of(
          at(
              6,
              Field.flag("l2tp.avp.analog_access_supported", "Analog Access Supported", 32, 2)
                  .within(ATTRIBUTE)),
          at(
              6,
              Field.flag("l2tp.avp.digital_access_supported", "Digital Access Supported", 32, 1)
                  .within(ATTRIBUTE)));
  private static final FixedFields FIRMWARE =
      FixedFields.of(
          at(
              6,
              Field.u16("l2tp.avp.firmware_revision", "Firmware Revision")
                  .hexadecimal()
                  .within(ATTRIBUTE)));
  private static final FixedFields HOST =
      FixedFields.of(rest(6, Field.text("l2tp.avp.host_name", "Host Name").within(ATTRIBUTE)));
  private static final FixedFields VENDOR =
      FixedFields.of(rest(6, Field.text("l2tp.avp.vendor_name", "Vendor Name").within(ATTRIBUTE)));
  private static final FixedFields TUNNEL =
      FixedFields.of(
          at(6, Field.u16("l2tp.avp.assigned_tunnel_id", "Tunnel ID").within(ATTRIBUTE)));
  private static final FixedFields WINDOW =
      FixedFields.of(
          at(
              6,
              Field.u16("l2tp.avp.receive_window_size", "Receive Window Size").within(ATTRIBUTE)));
  private static final FixedFields CHALLENGE =
      FixedFields.of(
          rest(6, Field.bytes("l2tp.avp.chap_challenge", "CHAP Challenge").within(ATTRIBUTE)));
  private static final FixedFields RESPONSE =
      FixedFields.of(
          rest(
              6,
              Field.bytes("l2tp.avp.chap_challenge_response", "CHAP Challenge Response")
                  .within(ATTRIBUTE)));
  private static final FixedFields SESSION =
      FixedFields.of(
          at(6, Field.u16("l2tp.avp.assigned_session_id", "Assigned Session").within(ATTRIBUTE)));
  private static final FixedFields SERIAL =
      FixedFields.of(
          at(6, Field.u32("l2tp.avp.call_serial_number", "Call Serial Number").within(ATTRIBUTE)));
  private static final FixedFields NOTHING = FixedFields.of();

  static final LayerFields FIELDS =
      LayerFields.of(
          L2tpFields::read,
          List.of(
              HEAD,
              LENGTHS,
              IDENTIFIERS,
              SEQUENCE,
              OFFSET,
              ATTRIBUTES,
              MESSAGE,
              RESULT,
              VERSION,
              FRAMING,
              BEARER,
              FIRMWARE,
              HOST,
              VENDOR,
              TUNNEL,
              WINDOW,
              CHALLENGE,
              RESPONSE,
              SESSION,
              SERIAL),
          ATTRIBUTE);

  private L2tpFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, 16, mask).within(FLAGS);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.limit(layer);
    int flags = L2tp.flags(bytes, start);
    HEAD.read(bytes, start, end, sink);
    int at = start + 2;
    if ((flags & L2tp.HAS_LENGTH) != 0) {
      LENGTHS.read(bytes, at, end, sink);
      at += 2;
    }
    IDENTIFIERS.read(bytes, at, end, sink);
    at += 4;
    if ((flags & L2tp.HAS_SEQUENCE) != 0) {
      SEQUENCE.read(bytes, at, end, sink);
      at += 4;
    }
    if ((flags & L2tp.HAS_OFFSET) != 0) {
      OFFSET.read(bytes, at, end, sink);
    }
    if (L2tp.isControl(bytes, start) && sink.wants(ATTRIBUTE)) {
      attributes(bytes, packet.payload(layer), end, sink);
    }
  }

  private static void attributes(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + ATTRIBUTE_HEADER <= end) {
      int length = BigEndian.u16(bytes, at) & LENGTH;
      int next = Math.min(at + length, end);
      if (length < ATTRIBUTE_HEADER) {
        return;
      }
      sink.begin(ATTRIBUTE, at, next - at);
      ATTRIBUTES.read(bytes, at, next, sink);
      boolean isReadable = BigEndian.u16(bytes, at + 2) == 0 && (bytes[at] & 0x40) == 0;
      if (isReadable) {
        layout(BigEndian.u16(bytes, at + 4)).read(bytes, at, next, sink);
      }
      sink.end(ATTRIBUTE);
      at += length;
    }
  }

  private static FixedFields layout(int type) {
    return switch (type) {
      case 0 -> MESSAGE;
      case 1 -> RESULT;
      case 2 -> VERSION;
      case 3, 19 -> FRAMING;
      case 4, 18 -> BEARER;
      case 6 -> FIRMWARE;
      case 7 -> HOST;
      case 8 -> VENDOR;
      case 9 -> TUNNEL;
      case 10 -> WINDOW;
      case 11 -> CHALLENGE;
      case 13 -> RESPONSE;
      case 14 -> SESSION;
      case 15 -> SERIAL;
      default -> NOTHING;
    };
  }
}
