package io.weft.protocol.link.wlan;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The bodies of management frames: fields at fixed places (IEEE 802.11, clause 9.3.3), then
 * elements. Frames of actions have other bodies, which are not read.
 */
final class ManagementFields {
  private static final Field ALL_FIXED = Field.presence("wlan.fixed.all", "Fixed parameters");
  private static final Field ALL_ELEMENTS = Field.presence("wlan.tagged.all", "Tagged parameters");

  private static final FixedFields CLOCK =
      FixedFields.of(
          littleEndian(0, Field.u64("wlan.fixed.timestamp", "Timestamp")),
          littleEndian(8, Field.u16("wlan.fixed.beacon", "Beacon Interval")));

  private static final Field CAPABILITIES =
      Field.u16("wlan.fixed.capabilities", "Capabilities Information").hexadecimal();
  private static final FixedFields CAPABILITY =
      FixedFields.of(
          littleEndian(0, CAPABILITIES),
          littleEndian(0, flag("ess", "ESS capabilities", 0x0001)),
          littleEndian(0, flag("ibss", "IBSS status", 0x0002)),
          littleEndian(0, reserved("reserved1", 0x0004)),
          littleEndian(0, reserved("reserved2", 0x0008)),
          littleEndian(0, flag("privacy", "Privacy", 0x0010)),
          littleEndian(0, flag("short_preamble", "Short Preamble", 0x0020)),
          littleEndian(0, reserved("reserved3", 0x0040)),
          littleEndian(0, reserved("reserved4", 0x0080)),
          littleEndian(0, flag("spec_man", "Spectrum Management", 0x0100)),
          littleEndian(0, flag("qos", "QoS", 0x0200)),
          littleEndian(0, flag("short_slot_time", "Short Slot Time", 0x0400)),
          littleEndian(0, flag("apsd", "Automatic Power Save Delivery", 0x0800)),
          littleEndian(0, flag("radio_measurement", "Radio Measurement", 0x1000)),
          littleEndian(0, flag("epd", "EPD", 0x2000)),
          littleEndian(0, reserved("reserved5", 0x4000)),
          littleEndian(0, reserved("reserved6", 0x8000)));

  private static final FixedFields LISTEN =
      FixedFields.of(
          littleEndian(0, Field.u16("wlan.fixed.listen_ival", "Listen Interval").hexadecimal()));
  private static final FixedFields CURRENT =
      FixedFields.of(at(0, Field.mac("wlan.fixed.current_ap", "Current AP")));
  private static final FixedFields STATUS =
      FixedFields.of(
          littleEndian(
              0,
              Field.u16("wlan.fixed.status_code", "Status code")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0 Successful",
                          "1 Unspecified failure",
                          "13 Authentication algorithm not supported",
                          "14 Authentication sequence number out of order",
                          "15 Authentication challenge failure",
                          "16 Authentication timeout",
                          "17 Too many stations",
                          "30 Try again later"))));
  private static final FixedFields IDENTIFIER =
      FixedFields.of(
          littleEndian(
              0, Field.u16("wlan.fixed.aid", "Association ID").masked(0x3FFF).hexadecimal()));
  private static final FixedFields REASON =
      FixedFields.of(
          littleEndian(
              0,
              Field.u16("wlan.fixed.reason_code", "Reason code")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "1 Unspecified reason",
                          "2 Previous authentication no longer valid",
                          "3 Deauthenticated because of leaving the network",
                          "4 Disassociated due to inactivity",
                          "5 Disassociated because the access point has too many stations",
                          "6 Class 2 frame from a station that is not authenticated",
                          "7 Class 3 frame from a station that is not associated",
                          "8 Disassociated because of leaving the network",
                          "15 Timeout of the 4-way handshake"))));
  private static final FixedFields AUTHENTICATION =
      FixedFields.of(
          littleEndian(
              0,
              Field.u16("wlan.fixed.auth.alg", "Authentication Algorithm")
                  .named(
                      ValueNames.of(
                          "0 Open System",
                          "1 Shared key",
                          "2 Fast BSS Transition",
                          "3 Simultaneous Authentication of Equals (SAE)"))),
          littleEndian(2, Field.u16("wlan.fixed.auth_seq", "Authentication SEQ").hexadecimal()));

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              CLOCK,
              CAPABILITY,
              LISTEN,
              CURRENT,
              STATUS,
              IDENTIFIER,
              REASON,
              AUTHENTICATION,
              ElementFields.DECLARED),
          ALL_FIXED,
          ALL_ELEMENTS);

  private ManagementFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag("wlan.fixed.capabilities." + name, label, 16, mask).within(CAPABILITIES);
  }

  private static Field reserved(String name, int mask) {
    return Field.u16("wlan.fixed.capabilities." + name, "Reserved")
        .masked(mask)
        .within(CAPABILITIES);
  }

  /**
   * Reads a body that is not encrypted.
   *
   * @param from index of its first byte
   */
  static void read(int subtype, byte[] bytes, int from, int end, FieldSink sink) {
    int elements = from + fixedLength(subtype);
    if (elements < from || from >= end) {
      return;
    }
    if (elements > from) {
      mark(ALL_FIXED, from, sink);
    }
    switch (subtype) {
      case 0, 2 -> { // request of association, and of reassociation
        CAPABILITY.read(bytes, from, end, sink);
        LISTEN.read(bytes, from + 2, end, sink);
        if (subtype == 2) {
          CURRENT.read(bytes, from + 4, end, sink);
        }
      }
      case 1, 3 -> { // their responses
        CAPABILITY.read(bytes, from, end, sink);
        STATUS.read(bytes, from + 2, end, sink);
        IDENTIFIER.read(bytes, from + 4, end, sink);
      }
      case 5, 8 -> { // probe response, beacon
        CLOCK.read(bytes, from, end, sink);
        CAPABILITY.read(bytes, from + 10, end, sink);
      }
      case 10, 12 -> REASON.read(bytes, from, end, sink);
      case 11 -> {
        AUTHENTICATION.read(bytes, from, end, sink);
        STATUS.read(bytes, from + 4, end, sink);
      }
      default -> {} // Probe requests have elements only.
    }
    if (elements < end) {
      mark(ALL_ELEMENTS, elements, sink);
      ElementFields.read(bytes, elements, end, sink);
    }
  }

  /** Bytes of the fields at fixed places; less than 0 for frames whose bodies are not read. */
  private static int fixedLength(int subtype) {
    return switch (subtype) {
      case 0 -> 4;
      case 1, 3, 11 -> 6;
      case 2 -> 10;
      case 4 -> 0;
      case 5, 8 -> 12;
      case 10, 12 -> 2;
      default -> -1;
    };
  }

  private static void mark(Field field, int at, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, at, 0);
    }
  }
}
