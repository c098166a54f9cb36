package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a message, by Wireshark's names, which begin with {@code dns.} for multicast DNS
 * and LLMNR, too. The questions and records of each section are records of a group.
 */
final class DnsFields {
  private static final Field LENGTH = Field.u16("dns.length", "Length").generated();
  private static final Field ID = Field.u16("dns.id", "Transaction ID").hexadecimal();
  private static final Field FLAGS = Field.u16("dns.flags", "Flags").hexadecimal();
  private static final Field RESPONSE = flag("response", "Response", 0x8000);
  private static final Field OPCODE =
      Field.u16("dns.flags.opcode", "Opcode")
          .masked(0x7800)
          .named(value -> DnsNames.opcode((int) value))
          .within(FLAGS);
  private static final Field AUTHORITATIVE = flag("authoritative", "Authoritative", 0x0400);
  private static final Field CONFLICT = flag("conflict", "Conflict", 0x0400);
  private static final Field TRUNCATED = flag("truncated", "Truncated", 0x0200);
  private static final Field RECURSION_DESIRED = flag("recdesired", "Recursion desired", 0x0100);
  private static final Field TENTATIVE = flag("tentative", "Tentative", 0x0100);
  private static final Field RECURSION_AVAILABLE = flag("recavail", "Recursion available", 0x0080);
  private static final Field RESERVED = flag("z", "Z", 0x0040);
  private static final Field AUTHENTICATED = flag("authenticated", "Answer authenticated", 0x0020);
  private static final Field CHECKING_DISABLED =
      flag("checkdisable", "Non-authenticated data", 0x0010);
  private static final Field RESPONSE_CODE =
      Field.u16("dns.flags.rcode", "Reply code")
          .masked(0x000F)
          .named(DnsNames::error)
          .within(FLAGS);

  private static final Field QUESTIONS = count("queries", "Questions");
  private static final Field ZONES = count("zones", "Zones");
  private static final Field ANSWERS = count("answers", "Answer RRs");
  private static final Field PREREQUISITES = count("prerequisites", "Prerequisites");
  private static final Field AUTHORITIES = count("auth_rr", "Authority RRs");
  private static final Field UPDATES = count("updates", "Updates");
  private static final Field ADDITIONALS = count("add_rr", "Additional RRs");

  private static final FieldSequence QUERY_FLAGS =
      FieldSequence.of(
          ID, FLAGS, RESPONSE, OPCODE, TRUNCATED, RECURSION_DESIRED, RESERVED, CHECKING_DISABLED);
  private static final FieldSequence RESPONSE_FLAGS =
      FieldSequence.of(
          ID,
          FLAGS,
          RESPONSE,
          OPCODE,
          AUTHORITATIVE,
          TRUNCATED,
          RECURSION_DESIRED,
          RECURSION_AVAILABLE,
          RESERVED,
          AUTHENTICATED,
          CHECKING_DISABLED,
          RESPONSE_CODE);
  private static final FieldSequence LINK_LOCAL_QUERY_FLAGS =
      FieldSequence.of(ID, FLAGS, RESPONSE, OPCODE, CONFLICT, TRUNCATED, TENTATIVE);
  private static final FieldSequence LINK_LOCAL_RESPONSE_FLAGS =
      FieldSequence.of(ID, FLAGS, RESPONSE, OPCODE, CONFLICT, TRUNCATED, TENTATIVE, RESPONSE_CODE);
  private static final FieldSequence COUNTS =
      FieldSequence.of(QUESTIONS, ANSWERS, AUTHORITIES, ADDITIONALS);
  private static final FieldSequence UPDATE_COUNTS =
      FieldSequence.of(ZONES, PREREQUISITES, UPDATES, ADDITIONALS);

  private static final int UPDATE = 5;
  private static final int FLAGS_AT = 2;
  private static final int COUNTS_AT = 4;

  private DnsFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag("dns.flags." + name, label, 16, mask).within(FLAGS);
  }

  private static Field count(String name, String label) {
    return Field.u16("dns.count." + name, label);
  }

  /**
   * The walk for a protocol's messages.
   *
   * @param records shared by the protocols, so that they share the fields
   */
  static LayerFields of(Protocol protocol, RecordFields records) {
    List<Field> declared = new ArrayList<>(List.of(LENGTH));
    declared.addAll(RESPONSE_FLAGS.declared());
    declared.addAll(List.of(CONFLICT, TENTATIVE));
    declared.addAll(COUNTS.declared());
    declared.addAll(List.of(ZONES, PREREQUISITES, UPDATES));
    declared.addAll(records.declared());
    declared.addAll(DnsStanding.FIELDS.declared());
    return LayerFields.of(
        (packet, layer, sink) -> read(protocol, records, packet, layer, sink), declared);
  }

  private static void read(
      Protocol protocol, RecordFields records, Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    if (limit - start < Dns.HEADER_LENGTH) {
      return;
    }
    if (isOfStream(packet, layer) && sink.wants(LENGTH)) {
      sink.number(LENGTH, limit - start, 0, 0);
    }
    int flags = Dns.flags(bytes, start);
    boolean isResponse = Dns.isResponse(flags);
    FieldSequence head =
        protocol == Dns.LINK_LOCAL
            ? isResponse ? LINK_LOCAL_RESPONSE_FLAGS : LINK_LOCAL_QUERY_FLAGS
            : isResponse ? RESPONSE_FLAGS : QUERY_FLAGS;
    head.read(packet, layer, start, limit, sink);
    // Wireshark shows the bit in a query only where it is set (RFC 6840 section 5.7).
    boolean asksForAuthentication = head == QUERY_FLAGS && Dns.isAuthenticData(flags);
    if (asksForAuthentication && sink.wants(AUTHENTICATED)) {
      sink.flag(AUTHENTICATED, true, start + FLAGS_AT, 2);
    }
    boolean isUpdate = Dns.opcode(flags) == UPDATE;
    (isUpdate ? UPDATE_COUNTS : COUNTS).read(packet, layer, start + COUNTS_AT, limit, sink);
    records.read(protocol == Dns.MULTICAST, packet, layer, sink);
    DnsStanding.FIELDS.read(packet, layer, sink);
  }

  /** Was the message put together from a stream? Then its bytes are a data source of their own. */
  private static boolean isOfStream(Packet packet, int layer) {
    return layer > 0 && packet.sourceNumber(layer) != packet.sourceNumber(layer - 1);
  }

  /** A message's counts as a number a section, in the order of the sections. */
  static int count(byte[] bytes, int message, int section) {
    return BigEndian.u16(bytes, message + COUNTS_AT + 2 * section);
  }

  /** Names of types of records. */
  static ValueNames types() {
    return value -> DnsNames.type((int) value);
  }
}
