package io.weft.protocol.link.pppoe;

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

/** The fields of both stages of PPPoE, and the tags of discovery. */
final class PppoeFields {
  private static final int TAG_HEADER = 4;
  private static final int VENDOR = 0x0105;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u8("pppoe.version", "Version").masked(0xF0)),
          at(0, Field.u8("pppoe.type", "Type").masked(0x0F)),
          at(
              1,
              Field.u8("pppoe.code", "Code")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x00 Session data",
                          "0x07 Active discovery offer",
                          "0x09 Active discovery initiation",
                          "0x0A Session-grant",
                          "0x0B Session-credit response",
                          "0x0C Quality",
                          "0x19 Active discovery request",
                          "0x65 Active discovery session-confirmation",
                          "0xA7 Active discovery terminate"))),
          at(2, Field.u16("pppoe.session_id", "Session ID").hexadecimal()),
          at(4, Field.u16("pppoe.payload_length", "Payload Length")));

  static final LayerFields SESSION = HEADER;

  private static final Field TAGS = Field.presence("pppoed.tags", "PPPoE Tags");
  private static final FixedFields SERVICE = text("pppoed.tags.service_name", "Service-Name");
  private static final FixedFields CONCENTRATOR = text("pppoed.tags.ac_name", "AC-Name");
  private static final FixedFields HOST = bytes("pppoed.tags.host_uniq", "Host-Uniq");
  private static final FixedFields COOKIE = bytes("pppoed.tags.ac_cookie", "AC-Cookie");
  private static final FixedFields RELAY =
      bytes("pppoed.tags.relay_session_id", "Relay-Session-Id");
  private static final FixedFields URL = bytes("pppoed.tags.hurl", "HURL");
  private static final FixedFields MESSAGE = bytes("pppoed.tags.motm", "MOTM");
  private static final FixedFields PAYLOAD = bytes("pppoed.tags.max_payload", "PPP Max payload");
  private static final FixedFields ROUTE = bytes("pppoed.tags.ip_route_add", "IP Route Add");
  private static final FixedFields SERVICE_ERROR =
      text("pppoed.tags.service_name_error", "Service-Name-Error");
  private static final FixedFields SYSTEM_ERROR =
      text("pppoed.tags.ac_system_error", "AC-System-Error");
  private static final FixedFields GENERIC_ERROR =
      text("pppoed.tags.generic_error", "Generic-Error");
  private static final FixedFields VENDOR_ID =
      FixedFields.of(
          at(TAG_HEADER, Field.u32("pppoed.tags.vendor_id", "Vendor id").repeating()),
          rest(
              TAG_HEADER + 4,
              Field.bytes("pppoed.tags.vendor_unspecified", "Vendor unspecified").repeating()));
  private static final FixedFields UNKNOWN = bytes("pppoed.tag.unknown_data", "Unknown Data");

  static final LayerFields DISCOVERY =
      LayerFields.of(
          PppoeFields::read,
          List.of(
              HEADER,
              SERVICE,
              CONCENTRATOR,
              HOST,
              COOKIE,
              VENDOR_ID,
              RELAY,
              URL,
              MESSAGE,
              PAYLOAD,
              ROUTE,
              SERVICE_ERROR,
              SYSTEM_ERROR,
              GENERIC_ERROR,
              UNKNOWN),
          TAGS);

  private PppoeFields() {}

  private static FixedFields text(String name, String label) {
    return FixedFields.of(rest(TAG_HEADER, Field.text(name, label).repeating()));
  }

  private static FixedFields bytes(String name, String label) {
    return FixedFields.of(rest(TAG_HEADER, Field.bytes(name, label).repeating()));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.payload(layer);
    int end = packet.limit(layer);
    HEADER.read(packet, layer, sink);
    if (at < end && sink.wants(TAGS)) {
      sink.flag(TAGS, true, at, end - at);
    }
    while (at + TAG_HEADER <= end) {
      int type = BigEndian.u16(bytes, at);
      int next = at + TAG_HEADER + BigEndian.u16(bytes, at + 2);
      if (type == 0 || next > end) {
        return;
      }
      layout(type).read(bytes, at, next, sink);
      at = next;
    }
  }

  private static FixedFields layout(int type) {
    return switch (type) {
      case 0x0101 -> SERVICE;
      case 0x0102 -> CONCENTRATOR;
      case 0x0103 -> HOST;
      case 0x0104 -> COOKIE;
      case VENDOR -> VENDOR_ID;
      case 0x0110 -> RELAY;
      case 0x0111 -> URL;
      case 0x0112 -> MESSAGE;
      case 0x0120 -> PAYLOAD;
      case 0x0121 -> ROUTE;
      case 0x0201 -> SERVICE_ERROR;
      case 0x0202 -> SYSTEM_ERROR;
      case 0x0203 -> GENERIC_ERROR;
      default -> UNKNOWN;
    };
  }
}
