package io.weft.protocol.app.snmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.protocol.app.BerElement;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a message, by Wireshark's names. Elements are read one behind the other; one that
 * is not of the kind that the standard demands is passed over, and the first that is not whole ends
 * the reading.
 */
final class SnmpFields {
  private static final ValueNames VERSIONS =
      ValueNames.of("0 version-1", "1 v2c", "2 v2u", "3 snmpv3");

  private static final Field VERSION =
      Field.u32("snmp.version", "version").signed().named(VERSIONS);
  private static final Field UNKNOWN_VERSION =
      Field.presence("snmp.version.unknown", "Unknown version").generated();
  private static final Field COMMUNITY = Field.text("snmp.community", "community");
  private static final Field UNIT = Field.u32("snmp.data", "data").named(Snmp::unitName);

  private static final Field[] UNITS = {
    Field.presence("snmp.get_request_element", "get-request"),
    Field.presence("snmp.get_next_request_element", "get-next-request"),
    Field.presence("snmp.get_response_element", "get-response"),
    Field.presence("snmp.set_request_element", "set-request"),
    Field.presence("snmp.trap_element", "trap"),
    Field.presence("snmp.getBulkRequest_element", "getBulkRequest"),
    Field.presence("snmp.informRequest_element", "informRequest"),
    Field.presence("snmp.snmpV2_trap_element", "snmpV2-trap"),
    Field.presence("snmp.report_element", "report"),
  };

  private static final Field REQUEST = Field.u32("snmp.request_id", "request-id").signed();
  private static final Field ERROR =
      Field.u32("snmp.error_status", "error-status")
          .signed()
          .named(
              ValueNames.from0(
                  "noError",
                  "tooBig",
                  "noSuchName",
                  "badValue",
                  "readOnly",
                  "genErr",
                  "noAccess",
                  "wrongType",
                  "wrongLength",
                  "wrongEncoding",
                  "wrongValue",
                  "noCreation",
                  "inconsistentValue",
                  "resourceUnavailable",
                  "commitFailed",
                  "undoFailed",
                  "authorizationError",
                  "notWritable",
                  "inconsistentName"));
  private static final Field ERROR_INDEX = Field.u32("snmp.error_index", "error-index").signed();
  private static final Field NON_REPEATERS = Field.u32("snmp.non_repeaters", "non-repeaters");
  private static final Field REPETITIONS = Field.u32("snmp.max_repetitions", "max-repetitions");

  private static final Field ENTERPRISE = Field.text("snmp.enterprise", "enterprise");
  private static final Field AGENT = Field.ipv4("snmp.agent_addr", "agent-addr");
  private static final Field GENERIC =
      Field.u32("snmp.generic_trap", "generic-trap")
          .signed()
          .named(
              ValueNames.from0(
                  "coldStart",
                  "warmStart",
                  "linkDown",
                  "linkUp",
                  "authenticationFailure",
                  "egpNeighborLoss",
                  "enterpriseSpecific"));

  /** Version 1 alone has this unit (RFC 3416 section 3). */
  private static final Field OBSOLETE =
      Field.presence("snmp.trap_pdu_obsolete", "Trap-PDU is obsolete in this SNMP version")
          .generated();

  private static final Field SPECIFIC = Field.u32("snmp.specific_trap", "specific-trap").signed();
  private static final Field TIME = Field.u32("snmp.time_stamp", "time-stamp");

  // Version 3 (RFC 3412 section 6, RFC 3414 section 2.4).
  private static final Field MESSAGE_VERSION =
      Field.u32("snmp.msgVersion", "msgVersion").signed().named(VERSIONS);
  private static final Field GLOBAL = Field.presence("snmp.msgGlobalData_element", "msgGlobalData");
  private static final Field MESSAGE = Field.u32("snmp.msgID", "msgID");
  private static final Field MAX_SIZE = Field.u32("snmp.msgMaxSize", "msgMaxSize");
  private static final Field FLAGS = Field.bytes("snmp.msgFlags", "msgFlags");
  private static final Field REPORTABLE = Field.flag("snmp.v3.flags.report", "Reportable", 8, 4);
  private static final Field ENCRYPTED = Field.flag("snmp.v3.flags.crypt", "Encrypted", 8, 2);
  private static final Field AUTHENTICATED =
      Field.flag("snmp.v3.flags.auth", "Authenticated", 8, 1);
  private static final Field MODEL =
      Field.u32("snmp.msgSecurityModel", "msgSecurityModel")
          .named(ValueNames.of("0 Any", "1 V1", "2 V2c", "3 USM"));
  private static final Field PARAMETERS =
      Field.bytes("snmp.msgSecurityParameters", "msgSecurityParameters");
  private static final Field ENGINE =
      Field.bytes("snmp.msgAuthoritativeEngineID", "msgAuthoritativeEngineID");
  private static final Field BOOTS =
      Field.u32("snmp.msgAuthoritativeEngineBoots", "msgAuthoritativeEngineBoots");
  private static final Field ENGINE_TIME =
      Field.u32("snmp.msgAuthoritativeEngineTime", "msgAuthoritativeEngineTime");
  private static final Field USER = Field.text("snmp.msgUserName", "msgUserName");
  private static final Field AUTHENTICATION =
      Field.bytes("snmp.msgAuthenticationParameters", "msgAuthenticationParameters");
  private static final Field PRIVACY =
      Field.bytes("snmp.msgPrivacyParameters", "msgPrivacyParameters");
  private static final Field MESSAGE_DATA =
      Field.u32("snmp.msgData", "msgData").named(ValueNames.from0("plaintext", "encryptedPDU"));
  private static final Field PLAINTEXT = Field.presence("snmp.plaintext_element", "plaintext");
  private static final Field ENCRYPTED_UNIT = Field.bytes("snmp.encryptedPDU", "encryptedPDU");
  private static final Field CONTEXT_ENGINE =
      Field.bytes("snmp.contextEngineID", "contextEngineID");
  private static final Field CONTEXT = Field.text("snmp.contextName", "contextName");

  private static final int USER_MODEL = 3;
  private static final int IP_ADDRESS = 0x40;
  private static final int TIME_TICKS = 0x43;
  private static final int MAX_NUMBER = 9;

  private SnmpFields() {}

  static LayerFields all() {
    List<Field> declared = new ArrayList<>(List.of(VERSION, UNKNOWN_VERSION, COMMUNITY));
    declared.addAll(
        List.of(
            MESSAGE_VERSION,
            GLOBAL,
            MESSAGE,
            MAX_SIZE,
            FLAGS,
            REPORTABLE,
            ENCRYPTED,
            AUTHENTICATED,
            MODEL,
            PARAMETERS,
            ENGINE,
            BOOTS,
            ENGINE_TIME,
            USER,
            AUTHENTICATION,
            PRIVACY,
            MESSAGE_DATA,
            PLAINTEXT,
            ENCRYPTED_UNIT,
            CONTEXT_ENGINE,
            CONTEXT));
    declared.addAll(EngineFields.DECLARED);
    declared.add(UNIT);
    declared.addAll(List.of(UNITS));
    declared.addAll(
        List.of(REQUEST, ERROR, ERROR_INDEX, NON_REPEATERS, REPETITIONS, ENTERPRISE, AGENT));
    declared.addAll(List.of(OBSOLETE, GENERIC, SPECIFIC, TIME));
    declared.addAll(VariableFields.DECLARED);
    return LayerFields.of(SnmpFields::read, declared);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    int at = BerElement.content(bytes, start, limit);
    int version = Snmp.version(bytes, start, limit);
    if (version == BerElement.NONE) {
      mark(UNKNOWN_VERSION, 0, sink);
      return;
    }
    if (version == Snmp.V3) {
      version3(packet, layer, number(MESSAGE_VERSION, bytes, at, limit, sink), limit, sink);
      return;
    }
    int community = number(VERSION, bytes, at, limit, sink);
    unit(packet, layer, text(COMMUNITY, bytes, community, limit, sink), limit, sink);
  }

  private static void version3(Packet packet, int layer, int at, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    if (!BerElement.is(bytes, at, limit, BerElement.SEQUENCE)) {
      return;
    }
    mark(GLOBAL, at, sink);
    int end = BerElement.end(bytes, at, limit);
    int size = number(MESSAGE, bytes, BerElement.content(bytes, at, limit), end, sink);
    int flags = number(MAX_SIZE, bytes, size, end, sink);
    int model = octets(FLAGS, bytes, flags, end, sink);
    if (model == BerElement.NONE) {
      return;
    }
    if (BerElement.is(bytes, flags, end, BerElement.OCTETS)) {
      flags(bytes, BerElement.content(bytes, flags, end), model, sink);
    }
    boolean isUserModel =
        number(MODEL, bytes, model, end, sink) != BerElement.NONE
            && BerElement.integer(
                    bytes, BerElement.content(bytes, model, end), BerElement.end(bytes, model, end))
                == USER_MODEL;
    if (isUserModel) {
      userModel(bytes, end, limit, sink);
    } else {
      octets(PARAMETERS, bytes, end, limit, sink);
    }
    scoped(packet, layer, BerElement.end(bytes, end, limit), limit, sink);
  }

  private static void flags(byte[] bytes, int from, int to, FieldSink sink) {
    if (from >= to) {
      return;
    }
    flag(REPORTABLE, bytes, from, sink);
    flag(ENCRYPTED, bytes, from, sink);
    flag(AUTHENTICATED, bytes, from, sink);
  }

  private static void flag(Field field, byte[] bytes, int at, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, (bytes[at] & field.mask()) != 0, at, 1);
    }
  }

  /** Reads the parameters of the user-based security model (RFC 3414 section 2.4). */
  private static void userModel(byte[] bytes, int at, int limit, FieldSink sink) {
    if (!BerElement.is(bytes, at, limit, BerElement.OCTETS)) {
      return;
    }
    int sequence = BerElement.content(bytes, at, limit);
    int to = BerElement.end(bytes, at, limit);
    if (!BerElement.is(bytes, sequence, to, BerElement.SEQUENCE)) {
      return;
    }
    int engine = BerElement.content(bytes, sequence, to);
    int boots = engine(ENGINE, bytes, engine, to, sink);
    int time = number(BOOTS, bytes, boots, to, sink);
    int user = number(ENGINE_TIME, bytes, time, to, sink);
    int authentication = text(USER, bytes, user, to, sink);
    octets(PRIVACY, bytes, octets(AUTHENTICATION, bytes, authentication, to, sink), to, sink);
  }

  private static int engine(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    int end = octets(field, bytes, at, to, sink);
    if (BerElement.is(bytes, at, to, BerElement.OCTETS)) {
      EngineFields.read(bytes, BerElement.content(bytes, at, to), end, sink);
    }
    return end;
  }

  /** Reads the data unit with its context, which may be encrypted. */
  private static void scoped(Packet packet, int layer, int at, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int content = BerElement.content(bytes, at, limit);
    if (content == BerElement.NONE) {
      return;
    }
    int tag = BigEndian.u8(bytes, at);
    if (tag != BerElement.SEQUENCE && tag != BerElement.OCTETS) {
      return;
    }
    if (sink.wants(MESSAGE_DATA)) {
      sink.number(MESSAGE_DATA, tag == BerElement.OCTETS ? 1 : 0, at, 1);
    }
    if (tag == BerElement.OCTETS) {
      octets(ENCRYPTED_UNIT, bytes, at, limit, sink);
      return;
    }
    mark(PLAINTEXT, at, sink);
    int name = engine(CONTEXT_ENGINE, bytes, content, limit, sink);
    unit(packet, layer, text(CONTEXT, bytes, name, limit, sink), limit, sink);
  }

  private static void unit(Packet packet, int layer, int at, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int content = BerElement.content(bytes, at, limit);
    if (content == BerElement.NONE) {
      return;
    }
    int kind = BigEndian.u8(bytes, at) - Snmp.FIRST_UNIT;
    if (Snmp.unitName(kind) == null) {
      return;
    }
    if (sink.wants(UNIT)) {
      sink.number(UNIT, kind, at, 1);
    }
    mark(UNITS[kind], at, sink);
    int to = BerElement.endOrCut(bytes, at, limit);
    if (kind == Snmp.TRAP) {
      if (Snmp.version(bytes, packet.start(layer), packet.limit(layer)) > 0) {
        mark(OBSOLETE, 0, sink);
      }
      trap(packet, layer, content, to, sink);
      return;
    }
    int second = number(REQUEST, bytes, content, to, sink);
    boolean isBulk = kind == Snmp.BULK;
    int third = number(isBulk ? NON_REPEATERS : ERROR, bytes, second, to, sink);
    int bindings = number(isBulk ? REPETITIONS : ERROR_INDEX, bytes, third, to, sink);
    VariableFields.read(packet, layer, bindings, to, sink);
  }

  /** Reads a trap of version 1 (RFC 1157 section 4.1.6). */
  private static void trap(Packet packet, int layer, int at, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    if (!BerElement.is(bytes, at, to, BerElement.OBJECT)) {
      return;
    }
    int agent = BerElement.end(bytes, at, to);
    VariableFields.object(
        packet, ENTERPRISE, bytes, BerElement.content(bytes, at, to), agent, sink);
    if (!BerElement.is(bytes, agent, to, IP_ADDRESS)) {
      return;
    }
    int address = BerElement.content(bytes, agent, to);
    int generic = BerElement.end(bytes, agent, to);
    if (generic - address == 4 && sink.wants(AGENT)) {
      sink.ipv4(AGENT, BigEndian.i32(bytes, address), address, 4);
    }
    int specific = number(GENERIC, bytes, generic, to, sink);
    int time = number(SPECIFIC, bytes, specific, to, sink);
    VariableFields.read(packet, layer, number(TIME, TIME_TICKS, bytes, time, to, sink), to, sink);
  }

  private static int number(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    return number(field, BerElement.INTEGER, bytes, at, to, sink);
  }

  /**
   * Pushes a number, and returns the index behind the element that should be it; {@link
   * BerElement#NONE} where none is whole.
   */
  private static int number(Field field, int tag, byte[] bytes, int at, int to, FieldSink sink) {
    if (!BerElement.is(bytes, at, to, tag)) {
      return BerElement.end(bytes, at, to);
    }
    int from = BerElement.content(bytes, at, to);
    int end = BerElement.end(bytes, at, to);
    if (end > from && end - from <= MAX_NUMBER && sink.wants(field)) {
      long value =
          field.isSigned()
              ? (int) BerElement.integer(bytes, from, end)
              : unsigned(bytes, from, end);
      sink.number(field, value, from, end - from);
    }
    return end;
  }

  /** Reads a number that is never negative, whatever its first bit. */
  private static long unsigned(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << Byte.SIZE | BigEndian.u8(bytes, i);
    }
    return value & 0xFFFF_FFFFL;
  }

  private static int octets(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    if (!BerElement.is(bytes, at, to, BerElement.OCTETS)) {
      return BerElement.end(bytes, at, to);
    }
    int from = BerElement.content(bytes, at, to);
    int end = BerElement.end(bytes, at, to);
    if (sink.wants(field)) {
      sink.bytes(field, bytes, from, end - from);
    }
    return end;
  }

  private static int text(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    if (!BerElement.is(bytes, at, to, BerElement.OCTETS)) {
      return BerElement.end(bytes, at, to);
    }
    int from = BerElement.content(bytes, at, to);
    int end = BerElement.end(bytes, at, to);
    if (end > from && sink.wants(field)) {
      sink.text(field, bytes, from, end - from);
    }
    return end;
  }

  private static void mark(Field field, int at, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, at, 0);
    }
  }
}
