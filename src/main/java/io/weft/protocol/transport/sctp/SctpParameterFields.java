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
  private static final int HOST_NAME = 0x000B;
  private static final int OUTGOING_RESET = 0x000D;
  private static final int INCOMING_RESET = 0x000E;
  private static final int TSN_RESET = 0x000F;
  private static final int RESPONSE = 0x0010;
  private static final int ADD_OUTGOING = 0x0011;
  private static final int ADD_INCOMING = 0x0012;
  private static final int ECN = 0x8000;
  private static final int RANDOM = 0x8002;
  private static final int CHUNK_LIST = 0x8003;
  private static final int ALGORITHMS = 0x8004;
  private static final int EXTENSIONS = 0x8008;
  private static final int FORWARD_TSN = 0xC000;
  private static final int ADD_ADDRESS = 0xC001;
  private static final int DELETE_ADDRESS = 0xC002;
  private static final int ERROR = 0xC003;
  private static final int PRIMARY_ADDRESS = 0xC004;
  private static final int SUCCESS = 0xC005;
  private static final int ADAPTATION = 0xC006;

  /** How deep parameters stand in one another: an address in a request to add it. */
  private static final int MAX_DEPTH = 3;

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
                  "0x000D Outgoing SSN reset request",
                  "0x000E Incoming SSN reset request",
                  "0x000F SSN/TSN reset request",
                  "0x0010 Re-configuration response",
                  "0x0011 Add outgoing streams request",
                  "0x0012 Add incoming streams request",
                  "0x8000 ECN",
                  "0x8002 Random",
                  "0x8003 Authentication chunk list",
                  "0x8004 Requested HMAC algorithm",
                  "0x8005 Padding",
                  "0x8008 Supported extensions",
                  "0xC000 Forward TSN supported",
                  "0xC001 Add IP address",
                  "0xC002 Delete IP address",
                  "0xC003 Error cause indication",
                  "0xC004 Set primary address",
                  "0xC005 Success report",
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
  private static final FixedFields HOST =
      FixedFields.of(rest(HEADER_LENGTH, part(Field.text("sctp.parameter_hostname", "Hostname"))));
  private static final Field REQUEST_NUMBER =
      part(
          Field.u32(
              "sctp.parameter_reconfig_request_sequence_number",
              "Re-configuration request sequence number"));
  private static final Field RESPONSE_NUMBER =
      part(
          Field.u32(
              "sctp.parameter_reconfig_response_sequence_number",
              "Re-configuration response sequence number"));
  private static final FixedFields OUTGOING =
      FixedFields.of(
          at(4, REQUEST_NUMBER),
          at(8, RESPONSE_NUMBER),
          at(
              12,
              part(
                  Field.u32(
                      "sctp.parameter_senders_last_assigned_tsn", "Senders last assigned TSN"))));
  private static final int OUTGOING_LENGTH = 16;
  private static final FixedFields REQUEST = FixedFields.of(at(4, REQUEST_NUMBER));
  private static final int REQUEST_LENGTH = 8;
  private static final FixedFields STREAM =
      FixedFields.of(at(0, part(Field.u16("sctp.parameter_reconfig_sid", "Stream Identifier"))));
  private static final FixedFields ANSWER =
      FixedFields.of(
          at(4, RESPONSE_NUMBER),
          at(
              8,
              part(Field.u32("sctp.parameter_reconfig_response_result", "Result"))
                  .named(
                      ValueNames.from0(
                          "Success - Nothing to do",
                          "Success - Performed",
                          "Denied",
                          "Error - Wrong SSN",
                          "Error - Request already in progress",
                          "Error - Bad sequence number",
                          "In progress"))),
          at(12, part(Field.u32("sctp.parameter_senders_next_tsn", "Senders next TSN"))),
          at(16, part(Field.u32("sctp.parameter_receivers_next_tsn", "Receivers next TSN"))));
  private static final FixedFields MORE_OUTGOING = more("outgoing");
  private static final FixedFields MORE_INCOMING = more("incoming");
  private static final FixedFields RANDOM_NUMBER = bytes("sctp.random_number", "Random number");
  private static final FixedFields AUTHENTICATED =
      FixedFields.of(
          at(0, part(Field.u8("sctp.chunk_type_to_auth", "Chunk type").named(SctpFields.TYPES))));
  private static final FixedFields ALGORITHM = FixedFields.of(at(0, SctpFields.HMAC_KIND));
  private static final FixedFields CORRELATION =
      FixedFields.of(at(4, part(Field.u32("sctp.correlation_id", "Correlation_id").hexadecimal())));
  private static final FixedFields INDICATION =
      FixedFields.of(
          at(4, part(Field.u32("sctp.adaptation_layer_indication", "Indication").hexadecimal())));
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
                          "13 Protocol violation",
                          "160 Request to delete last address",
                          "161 Operation refused due to resource shortage",
                          "162 Request to delete source address",
                          "163 Association aborted due to illegal ASCONF-ACK",
                          "164 No authorization"))
                  .within(SctpFields.CHUNK)
                  .repeating()),
          at(
              2,
              Field.u16("sctp.cause_length", "Cause length").within(SctpFields.CHUNK).repeating()));
  private static final FixedFields CAUSE_STREAM =
      FixedFields.of(
          at(4, part(Field.u16("sctp.cause_stream_identifier", "Stream identifier"))),
          at(6, part(Field.u16("sctp.cause_reserved", "Reserved"))));
  private static final FixedFields MISSING =
      FixedFields.of(
          at(
              4,
              part(
                  Field.u32(
                      "sctp.cause_nr_of_missing_parameters", "Number of missing parameters"))));
  private static final int MISSING_LENGTH = 8;
  private static final FixedFields MISSING_TYPE =
      FixedFields.of(
          at(
              0,
              part(
                  Field.u16("sctp.cause_missing_parameter_type", "Missing parameter type")
                      .hexadecimal())));
  private static final FixedFields STALENESS =
      FixedFields.of(
          at(
              4,
              part(Field.u32("sctp.cause_measure_of_staleness", "Measure of staleness in usec"))));
  private static final FixedFields CAUSE_TSN =
      FixedFields.of(at(4, part(Field.u32("sctp.cause_tsn", "TSN"))));
  private static final FixedFields CAUSE_PADDING =
      FixedFields.of(rest(0, part(Field.bytes("sctp.cause_padding", "Cause padding"))));
  private static final FixedFields CAUSE_VALUE =
      bytes("sctp.cause_information", "Cause information");

  /** What the methods below may push. */
  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              HEADER,
              INFORMATION,
              ADDRESS_4,
              ADDRESS_6,
              STATE,
              INCREMENT,
              ADDRESS_TYPE,
              EXTENSION,
              HOST,
              OUTGOING,
              STREAM,
              ANSWER,
              MORE_OUTGOING,
              MORE_INCOMING,
              RANDOM_NUMBER,
              AUTHENTICATED,
              ALGORITHM,
              CORRELATION,
              INDICATION,
              VALUE,
              PADDING,
              CAUSE,
              CAUSE_STREAM,
              MISSING,
              MISSING_TYPE,
              STALENESS,
              CAUSE_TSN,
              CAUSE_VALUE,
              CAUSE_PADDING));

  private SctpParameterFields() {}

  private static Field part(Field field) {
    return field.within(SctpFields.CHUNK).repeating();
  }

  /** A request for streams of one direction (RFC 6525, section 4.5). */
  private static FixedFields more(String direction) {
    String name = "sctp.parameter_add_" + direction + "_streams_";
    return FixedFields.of(
        at(4, REQUEST_NUMBER),
        at(8, part(Field.u16(name + "number", "Number of streams"))),
        at(10, part(Field.u16(name + "reserved", "Reserved"))));
  }

  private static FixedFields bytes(String name, String label) {
    return FixedFields.of(
        rest(HEADER_LENGTH, Field.bytes(name, label).within(SctpFields.CHUNK).repeating()));
  }

  /** Reads the parameters of a chunk. */
  static void parameters(byte[] bytes, int from, int end, FieldSink sink) {
    parameters(0, bytes, from, end, sink);
  }

  private static void parameters(int depth, byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + HEADER_LENGTH <= end) {
      int length = BigEndian.u16(bytes, at + 2);
      HEADER.read(bytes, at, end, sink);
      if (length < HEADER_LENGTH) {
        return;
      }
      int next = Math.min(at + length, end);
      parameter(depth, BigEndian.u16(bytes, at), bytes, at, next, sink);
      at += (length + 3) & ~3;
      PADDING.read(bytes, next, Math.min(at, end), sink);
    }
  }

  private static void parameter(
      int depth, int type, byte[] bytes, int at, int end, FieldSink sink) {
    int value = at + HEADER_LENGTH;
    switch (type) {
      case ADDRESS_TYPES -> each(ADDRESS_TYPE, 2, bytes, value, end, sink);
      case EXTENSIONS -> each(EXTENSION, 1, bytes, value, end, sink);
      case CHUNK_LIST -> each(AUTHENTICATED, 1, bytes, value, end, sink);
      case ALGORITHMS -> each(ALGORITHM, 2, bytes, value, end, sink);
      case OUTGOING_RESET -> {
        OUTGOING.read(bytes, at, end, sink);
        each(STREAM, 2, bytes, at + OUTGOING_LENGTH, end, sink);
      }
      case INCOMING_RESET -> {
        REQUEST.read(bytes, at, end, sink);
        each(STREAM, 2, bytes, at + REQUEST_LENGTH, end, sink);
      }
      case ADD_ADDRESS, DELETE_ADDRESS, PRIMARY_ADDRESS -> {
        CORRELATION.read(bytes, at, end, sink);
        if (depth < MAX_DEPTH) {
          parameters(depth + 1, bytes, value + Integer.BYTES, end, sink);
        }
      }
      case ERROR -> {
        CORRELATION.read(bytes, at, end, sink);
        if (depth < MAX_DEPTH) {
          causes(depth + 1, bytes, value + Integer.BYTES, end, sink);
        }
      }
      default -> layout(type).read(bytes, at, end, sink);
    }
  }

  /** Reads items of equal lengths, one behind the other; what is left over is no item. */
  static void each(FixedFields item, int length, byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; at + length <= end; at += length) {
      item.read(bytes, at, end, sink);
    }
  }

  private static FixedFields layout(int type) {
    return switch (type) {
      case HEARTBEAT -> INFORMATION;
      case IPV4 -> ADDRESS_4;
      case IPV6 -> ADDRESS_6;
      case COOKIE -> STATE;
      case PRESERVATIVE -> INCREMENT;
      case HOST_NAME -> HOST;
      case TSN_RESET -> REQUEST;
      case RESPONSE -> ANSWER;
      case ADD_OUTGOING -> MORE_OUTGOING;
      case ADD_INCOMING -> MORE_INCOMING;
      case RANDOM -> RANDOM_NUMBER;
      case SUCCESS -> CORRELATION;
      case ADAPTATION -> INDICATION;
      case ECN, FORWARD_TSN -> NOTHING;
      default -> VALUE;
    };
  }

  /** Reads the causes of an abort or an error. */
  static void causes(byte[] bytes, int from, int end, FieldSink sink) {
    causes(0, bytes, from, end, sink);
  }

  private static void causes(int depth, byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + HEADER_LENGTH <= end) {
      int length = BigEndian.u16(bytes, at + 2);
      CAUSE.read(bytes, at, end, sink);
      if (length < HEADER_LENGTH) {
        return;
      }
      int next = Math.min(at + length, end);
      cause(depth, BigEndian.u16(bytes, at), bytes, at, next, sink);
      at += (length + 3) & ~3;
      CAUSE_PADDING.read(bytes, next, Math.min(at, end), sink);
    }
  }

  /** Reads a cause by its number (RFC 9260, section 3.3.10; RFC 5061, section 4.3). */
  private static void cause(int depth, int code, byte[] bytes, int at, int end, FieldSink sink) {
    int value = at + HEADER_LENGTH;
    switch (code) {
      case 1 -> CAUSE_STREAM.read(bytes, at, end, sink);
      case 2 -> {
        MISSING.read(bytes, at, end, sink);
        each(MISSING_TYPE, 2, bytes, at + MISSING_LENGTH, end, sink);
      }
      case 3 -> STALENESS.read(bytes, at, end, sink);
      case 5, 8, 11, 0xA0, 0xA2, 0xA3, 0xA4 -> {
        if (depth < MAX_DEPTH) {
          parameters(depth + 1, bytes, value, end, sink);
        }
      }
      case 9 -> CAUSE_TSN.read(bytes, at, end, sink);
      case 4, 7, 10 -> {} // These causes have no value.
      default -> CAUSE_VALUE.read(bytes, at, end, sink);
    }
  }
}
