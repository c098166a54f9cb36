package io.weft.protocol.transport.sctp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of parameters and of error causes in SCTP's chunks (RFC 9260, sections 3.2, 3.3). */
final class SctpParameterFields {
  private static final int HEADER_LENGTH = 4;

  private static final int HEARTBEAT = 0x0001;
  private static final int IPV4 = 0x0005;
  private static final int IPV6 = 0x0006;
  private static final int COOKIE = 0x0007;
  private static final int PRESERVATIVE = 0x0009;
  private static final int ADDRESS_TYPES = 0x000C;
  private static final int ECN = 0x8000;
  private static final int EXTENSIONS = 0x8008;
  private static final int FORWARD_TSN = 0xC000;

  private static final Field PARAMETER =
      Field.u16("sctp.parameter_type", "Parameter type")
          .hexadecimal()
          .named(
              ValueNames.of(
                  "0x0001 Heartbeat info",
                  "0x0005 IPv4 address",
                  "0x0006 IPv6 address",
                  "0x0007 State cookie",
                  "0x0008 Unrecognized parameter",
                  "0x0009 Cookie preservative",
                  "0x000B Hostname address",
                  "0x000C Supported address types",
                  "0x8000 ECN",
                  "0x8002 Random",
                  "0x8003 Authentication chunk list",
                  "0x8004 Requested HMAC algorithm",
                  "0x8008 Supported extensions",
                  "0xC000 Forward TSN supported",
                  "0xC006 Adaptation layer indication"))
          .within(SctpFields.CHUNK)
          .repeating();
  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, PARAMETER),
          at(
              0,
              Field.flag("sctp.parameter_bit_1", "Bit 1", 16, 0x8000)
                  .within(PARAMETER)
                  .repeating()),
          at(
              0,
              Field.flag("sctp.parameter_bit_2", "Bit 2", 16, 0x4000)
                  .within(PARAMETER)
                  .repeating()),
          at(
              2,
              Field.u16("sctp.parameter_length", "Parameter length")
                  .within(SctpFields.CHUNK)
                  .repeating()));
  private static final FixedFields INFORMATION =
      bytes("sctp.parameter_heartbeat_information", "Heartbeat information");
  private static final FixedFields ADDRESS_4 =
      FixedFields.of(
          at(
              4,
              Field.ipv4("sctp.parameter_ipv4_address", "IP Version 4 address")
                  .within(SctpFields.CHUNK)
                  .repeating()));
  private static final FixedFields ADDRESS_6 =
      FixedFields.of(
          at(
              4,
              Field.ipv6("sctp.parameter_ipv6_address", "IP Version 6 address")
                  .within(SctpFields.CHUNK)
                  .repeating()));
  private static final FixedFields STATE = bytes("sctp.parameter_state_cookie", "State cookie");
  private static final FixedFields INCREMENT =
      FixedFields.of(
          at(
              4,
              Field.u32(
                      "sctp.parameter_cookie_preservative_incr",
                      "Suggested Cookie life-span increment (msec)")
                  .within(SctpFields.CHUNK)
                  .repeating()));
  private static final FixedFields ADDRESS_TYPE =
      FixedFields.of(
          at(
              0,
              Field.u16("sctp.parameter_supported_address_type", "Supported address type")
                  .named(ValueNames.of("5 IPv4", "6 IPv6", "11 Hostname"))
                  .within(SctpFields.CHUNK)
                  .repeating()));
  private static final FixedFields EXTENSION =
      FixedFields.of(
          at(
              0,
              Field.u8("sctp.supported_chunk_type", "Supported chunk type")
                  .within(SctpFields.CHUNK)
                  .repeating()));
  private static final FixedFields VALUE = bytes("sctp.parameter_value", "Parameter value");
  private static final FixedFields NOTHING = FixedFields.of();
  private static final FixedFields PADDING =
      FixedFields.of(
          rest(
              0,
              Field.bytes("sctp.parameter_padding", "Parameter padding")
                  .within(SctpFields.CHUNK)
                  .repeating()));

  private static final FixedFields CAUSE =
      FixedFields.of(
          at(
              0,
              Field.u16("sctp.cause_code", "Cause code")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "1 Invalid stream identifier",
                          "2 Missing mandatory parameter",
                          "3 Stale cookie error",
                          "4 Out of resource",
                          "5 Unresolvable address",
                          "6 Unrecognized chunk type",
                          "7 Invalid mandatory parameter",
                          "8 Unrecognized parameters",
                          "9 No user data",
                          "10 Cookie received while shutting down",
                          "11 Restart of an association with new addresses",
                          "12 User initiated abort",
                          "13 Protocol violation"))
                  .within(SctpFields.CHUNK)
                  .repeating()),
          at(
              2,
              Field.u16("sctp.cause_length", "Cause length").within(SctpFields.CHUNK).repeating()));
  private static final FixedFields CAUSE_VALUE =
      bytes("sctp.cause_information", "Cause information");

  /** What the methods below may push. */
  static final LayerFields DECLARED =
      LayerFields.of(
          (packet, layer, sink) -> {},
          List.of(
              HEADER,
              INFORMATION,
              ADDRESS_4,
              ADDRESS_6,
              STATE,
              INCREMENT,
              ADDRESS_TYPE,
              EXTENSION,
              VALUE,
              PADDING,
              CAUSE,
              CAUSE_VALUE));

  private SctpParameterFields() {}

  private static FixedFields bytes(String name, String label) {
    return FixedFields.of(
        rest(HEADER_LENGTH, Field.bytes(name, label).within(SctpFields.CHUNK).repeating()));
  }

  /** Reads the parameters of a chunk. */
  static void parameters(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + HEADER_LENGTH <= end) {
      int length = BigEndian.u16(bytes, at + 2);
      HEADER.read(bytes, at, end, sink);
      if (length < HEADER_LENGTH) {
        return;
      }
      int next = Math.min(at + length, end);
      parameter(BigEndian.u16(bytes, at), bytes, at, next, sink);
      at += (length + 3) & ~3;
      PADDING.read(bytes, next, Math.min(at, end), sink);
    }
  }

  private static void parameter(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case ADDRESS_TYPES -> {
        for (int each = at + HEADER_LENGTH; each + 2 <= end; each += 2) {
          ADDRESS_TYPE.read(bytes, each, end, sink);
        }
      }
      case EXTENSIONS -> {
        for (int each = at + HEADER_LENGTH; each < end; each++) {
          EXTENSION.read(bytes, each, end, sink);
        }
      }
      default -> layout(type).read(bytes, at, end, sink);
    }
  }

  private static FixedFields layout(int type) {
    return switch (type) {
      case HEARTBEAT -> INFORMATION;
      case IPV4 -> ADDRESS_4;
      case IPV6 -> ADDRESS_6;
      case COOKIE -> STATE;
      case PRESERVATIVE -> INCREMENT;
      case ECN, FORWARD_TSN -> NOTHING;
      default -> VALUE;
    };
  }

  /** Reads the causes of an abort or an error. */
  static void causes(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + HEADER_LENGTH <= end) {
      int length = BigEndian.u16(bytes, at + 2);
      CAUSE.read(bytes, at, end, sink);
      if (length < HEADER_LENGTH) {
        return;
      }
      CAUSE_VALUE.read(bytes, at, Math.min(at + length, end), sink);
      at += (length + 3) & ~3;
    }
  }
}
