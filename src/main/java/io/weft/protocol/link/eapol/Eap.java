package io.weft.protocol.link.eapol;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** A message of extensible authentication (RFC 3748, section 4). */
public final class Eap {
  public static final Protocol PROTOCOL = Protocol.of("eap", "Extensible Authentication Protocol");

  /** Bytes of code, identifier and length, which all messages have. */
  static final int HEADER_LENGTH = 4;

  private static final int REQUEST = 1;
  private static final int RESPONSE = 2;

  private static final int IDENTITY = 1;
  private static final int NOTIFICATION = 2;
  private static final int NAK = 3;
  private static final int MD5 = 4;
  private static final int TLS = 13;
  private static final int LEAP = 17;
  private static final int SIM = 18;
  private static final int TTLS = 21;
  private static final int AKA = 23;
  private static final int PEAP = 25;
  private static final int MS_CHAP = 26;
  private static final int FAST = 43;
  private static final int AKA_PRIME = 50;
  private static final int EXPANDED = 254;

  private static final ValueNames METHODS =
      ValueNames.of(
          "1 Identity",
          "2 Notification",
          "3 Legacy nak",
          "4 MD5-challenge",
          "5 One-time password",
          "6 Generic token card",
          "13 TLS",
          "17 LEAP",
          "18 SIM",
          "21 TTLS",
          "23 AKA",
          "25 PEAP",
          "26 MS-CHAP-v2",
          "43 FAST",
          "50 AKA'",
          "254 Expanded type");

  private static final FixedFields HEADER =
      FixedFields.of(
          at(
              0,
              Field.u8("eap.code", "Code")
                  .named(
                      ValueNames.of(
                          "1 Request",
                          "2 Response",
                          "3 Success",
                          "4 Failure",
                          "5 Initiate",
                          "6 Finish"))),
          at(1, Field.u8("eap.id", "Id")),
          at(2, Field.u16("eap.len", "Length")));
  private static final FixedFields TYPE =
      FixedFields.of(at(4, Field.u8("eap.type", "Type").named(METHODS)));
  private static final FixedFields NAME =
      FixedFields.of(rest(5, Field.text("eap.identity", "Identity")));
  private static final FixedFields TEXT =
      FixedFields.of(rest(5, Field.text("eap.notification", "Notification")));
  private static final FixedFields DESIRED =
      FixedFields.of(
          at(0, Field.u8("eap.desired_type", "Desired Auth Type").named(METHODS).repeating()));
  private static final FixedFields SIZE =
      FixedFields.of(at(5, Field.u8("eap.md5.value_size", "EAP-MD5 Value-Size")));
  private static final Field VALUE = Field.bytes("eap.md5.value", "EAP-MD5 Value");
  private static final FixedFields EXTRA =
      FixedFields.of(rest(0, Field.bytes("eap.md5.extra_data", "EAP-MD5 Extra Data")));
  private static final Field FLAGS = Field.u8("eap.tls.flags", "EAP-TLS Flags").hexadecimal();
  private static final FixedFields TLS_FLAGS =
      FixedFields.of(
          at(5, FLAGS),
          at(5, Field.flag("eap.tls.flags.len_included", "Length Included", 8, 0x80).within(FLAGS)),
          at(
              5,
              Field.flag("eap.tls.flags.more_fragments", "More Fragments", 8, 0x40).within(FLAGS)),
          at(5, Field.flag("eap.tls.flags.start", "Start", 8, 0x20).within(FLAGS)));
  private static final FixedFields VERSION =
      FixedFields.of(
          at(5, Field.u8("eap.tls.flags.version", "Version").masked(0x07).within(FLAGS)));
  private static final FixedFields TLS_LENGTH =
      FixedFields.of(at(6, Field.u32("eap.tls.len", "EAP-TLS Length")));

  private static final int LIGHT_LENGTH = 8;
  private static final FixedFields LIGHT =
      FixedFields.of(
          at(5, Field.u8("eap.leap.version", "EAP-LEAP Version")),
          at(6, Field.u8("eap.leap.reserved", "EAP-LEAP Reserved").hexadecimal()),
          at(7, Field.u8("eap.leap.count", "EAP-LEAP Count")));
  private static final Field CHALLENGE =
      Field.bytes("eap.leap.peer_challenge", "EAP-LEAP Peer-Challenge");
  private static final FixedFields LIGHT_NAME =
      FixedFields.of(rest(0, Field.text("eap.leap.name", "EAP-LEAP Name")));
  private static final FixedFields EXPANDED_TYPE =
      FixedFields.of(
          at(5, Field.u24("eap.ext.vendor_id", "EAP-EXT Vendor Id").hexadecimal()),
          at(8, Field.u32("eap.ext.vendor_type", "EAP-EXT Vendor Type").hexadecimal()));
  private static final FixedFields DATA =
      FixedFields.of(rest(5, Field.bytes("eap.data", "EAP Data")));

  static final LayerFields FIELDS =
      LayerFields.of(
          Eap::read,
          List.of(
              HEADER,
              TYPE,
              NAME,
              TEXT,
              DESIRED,
              SIZE,
              EXTRA,
              TLS_FLAGS,
              VERSION,
              TLS_LENGTH,
              SimFields.IDENTITY,
              SimFields.SIM,
              SimFields.AKA,
              LIGHT,
              LIGHT_NAME,
              MsChapFields.DECLARED,
              EXPANDED_TYPE,
              DATA),
          VALUE,
          CHALLENGE);

  private Eap() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end =
        Math.min(packet.limit(layer), at + Math.max(HEADER_LENGTH, BigEndian.u16(bytes, at + 2)));
    HEADER.read(bytes, at, end, sink);
    boolean hasType = bytes[at] == REQUEST || bytes[at] == RESPONSE;
    if (!hasType || at + HEADER_LENGTH >= end) {
      return;
    }
    TYPE.read(bytes, at, end, sink);
    switch (BigEndian.u8(bytes, at + HEADER_LENGTH)) {
      case IDENTITY -> identity(bytes, at, end, sink);
      case NOTIFICATION -> TEXT.read(bytes, at, end, sink);
      case NAK -> {
        for (int each = at + 5; each < end; each++) {
          DESIRED.read(bytes, each, end, sink);
        }
      }
      case MD5 -> challenge(bytes, at, end, sink);
      case TLS -> tls(false, bytes, at, end, sink);
      case TTLS, PEAP, FAST -> tls(true, bytes, at, end, sink);
      case SIM -> SimFields.SIM.read(bytes, at, end, sink);
      case AKA, AKA_PRIME -> SimFields.AKA.read(bytes, at, end, sink);
      case LEAP -> leap(bytes, at, end, sink);
      case MS_CHAP -> MsChapFields.read(bytes, at, end, sink);
      case EXPANDED -> EXPANDED_TYPE.read(bytes, at, end, sink);
      default -> DATA.read(bytes, at, end, sink);
    }
  }

  /** A name in the form of a mobile network is shown with the kind of name that it begins with. */
  private static void identity(byte[] bytes, int at, int end, FieldSink sink) {
    if (!SimFields.identity(bytes, at + 5, end, sink)) {
      NAME.read(bytes, at, end, sink);
    }
  }

  private static void leap(byte[] bytes, int at, int end, FieldSink sink) {
    LIGHT.read(bytes, at, end, sink);
    if (at + LIGHT_LENGTH > end) {
      return;
    }
    int name = Math.min(end, at + LIGHT_LENGTH + BigEndian.u8(bytes, at + 7));
    if (bytes[at] == REQUEST && name > at + LIGHT_LENGTH && sink.wants(CHALLENGE)) {
      sink.bytes(CHALLENGE, bytes, at + LIGHT_LENGTH, name - at - LIGHT_LENGTH);
    }
    LIGHT_NAME.read(bytes, name, end, sink);
  }

  private static void challenge(byte[] bytes, int at, int end, FieldSink sink) {
    SIZE.read(bytes, at, end, sink);
    if (at + 5 >= end) {
      return;
    }
    int size = BigEndian.u8(bytes, at + 5);
    int value = at + 6;
    if (size > 0 && value + size <= end && sink.wants(VALUE)) {
      sink.bytes(VALUE, bytes, value, size);
    }
    EXTRA.read(bytes, value + size, end, sink);
  }

  private static void tls(boolean hasVersion, byte[] bytes, int at, int end, FieldSink sink) {
    TLS_FLAGS.read(bytes, at, end, sink);
    if (hasVersion) {
      VERSION.read(bytes, at, end, sink);
    }
    if (at + 5 < end && bytes[at + 5] < 0) {
      TLS_LENGTH.read(bytes, at, end, sink);
    }
  }
}
