package io.weft.protocol.app.nbns;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of a message, by Wireshark's names: a record for each question and each answer. */
final class NbnsFields {
  private static final ValueNames TYPES =
      ValueNames.of("1 A", "2 NS", "10 NULL", "32 NB", "33 NBSTAT");
  private static final ValueNames OWNERS = ValueNames.from0("B-node", "P-node", "M-node", "H-node");
  private static final int STATUS = 33;
  private static final int ADDRESSES = 32;

  private static final Field FLAGS = Field.u16("nbns.flags", "Flags").hexadecimal();
  private static final Field IS_RESPONSE = flag("response", "Response", Nbns.RESPONSE);
  private static final Field OPCODE =
      Field.u16("nbns.flags.opcode", "Opcode").masked(0x7800).named(Nbns.OPCODES).within(FLAGS);
  private static final Field TRUNCATED = flag("truncated", "Truncated", 0x0200);
  private static final Field DESIRED = flag("recdesired", "Recursion desired", 0x0100);
  private static final Field BROADCAST = flag("broadcast", "Broadcast", 0x0010);
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u16("nbns.id", "Transaction ID").hexadecimal()),
          at(2, FLAGS),
          at(2, IS_RESPONSE),
          at(2, OPCODE));
  private static final FixedFields QUERY =
      FixedFields.of(at(2, TRUNCATED), at(2, DESIRED), at(2, BROADCAST));
  private static final FixedFields RESPONSE =
      FixedFields.of(
          at(2, flag("authoritative", "Authoritative", 0x0400)),
          at(2, TRUNCATED),
          at(2, DESIRED),
          at(2, flag("recavail", "Recursion available", 0x0080)),
          at(2, BROADCAST),
          at(
              2,
              Field.u16("nbns.flags.rcode", "Reply code")
                  .masked(0x000F)
                  .named(
                      ValueNames.of(
                          "0 No error",
                          "1 Request was invalidly formatted",
                          "2 Problem with NAMESERVER",
                          "3 Requested name does not exist",
                          "4 Unsupported request",
                          "5 Query was refused",
                          "6 Name is owned by another node",
                          "7 Name is in conflict"))
                  .within(FLAGS)));
  private static final FixedFields COUNTS =
      FixedFields.of(
          at(4, Field.u16("nbns.count.queries", "Questions")),
          at(6, Field.u16("nbns.count.answers", "Answer RRs")),
          at(8, Field.u16("nbns.count.auth_rr", "Authority RRs")),
          at(10, Field.u16("nbns.count.add_rr", "Additional RRs")));

  private static final Field RECORD = Field.group("nbns.records", "Question or record");
  private static final Field NAME = Field.text("nbns.name", "Name").within(RECORD);
  private static final FieldSequence QUESTION =
      FieldSequence.of(
          Field.u16("nbns.type", "Type").named(TYPES).within(RECORD),
          Field.u16("nbns.class", "Class").named(ValueNames.of("1 IN")).within(RECORD));
  private static final FieldSequence ANSWER =
      FieldSequence.of(
          Field.u32("nbns.ttl", "Time to live").within(RECORD),
          Field.u16("nbns.data_length", "Data length").within(RECORD));

  private static final Field ADDRESS_FLAGS =
      Field.u16("nbns.nb_flags", "Name flags").hexadecimal().within(RECORD).repeating();
  private static final FieldSequence ADDRESS =
      FieldSequence.of(
          ADDRESS_FLAGS,
          Field.flag("nbns.nb_flags.group", "Name type", 16, 0x8000)
              .within(ADDRESS_FLAGS)
              .repeating(),
          Field.u16("nbns.nb_flags.ont", "ONT")
              .masked(0x6000)
              .named(OWNERS)
              .within(ADDRESS_FLAGS)
              .repeating(),
          Field.ipv4("nbns.addr", "Addr").within(RECORD).repeating());

  private static final Field COUNT = Field.u8("nbns.number_of_names", "Number of names");
  private static final FieldSequence NUMBER = FieldSequence.of(COUNT.within(RECORD));
  private static final Field NODE_NAME =
      Field.text("nbns.netbios_name", "Name").within(RECORD).repeating();
  private static final Field NAME_FLAGS =
      Field.u16("nbns.name_flags", "Name flags").hexadecimal().within(RECORD).repeating();
  private static final FieldSequence NODE_FLAGS =
      FieldSequence.of(
          NAME_FLAGS,
          nameFlag("group", "Name type", 0x8000),
          Field.u16("nbns.name_flags.ont", "ONT")
              .masked(0x6000)
              .named(OWNERS)
              .within(NAME_FLAGS)
              .repeating(),
          nameFlag("drg", "Name is being deregistered", 0x1000),
          nameFlag("cnf", "Name is in conflict", 0x0800),
          nameFlag("act", "Name is active", 0x0400),
          nameFlag("prm", "Permanent node name", 0x0200));
  private static final FieldSequence STATISTICS =
      FieldSequence.of(
          Field.mac("nbns.unit_id", "Unit ID").within(RECORD),
          Field.u8("nbns.jumpers", "Jumpers").hexadecimal().within(RECORD),
          Field.u8("nbns.test_result", "Test result").hexadecimal().within(RECORD),
          u16("version_number", "Version number").hexadecimal(),
          u16("period_of_statistics", "Period of statistics").hexadecimal(),
          u16("num_crcs", "Number of CRCs"),
          u16("num_alignment_errors", "Number of alignment errors"),
          u16("num_collisions", "Number of collisions"),
          u16("num_send_aborts", "Number of send aborts"),
          Field.u32("nbns.num_good_sends", "Number of good sends").within(RECORD),
          Field.u32("nbns.num_good_receives", "Number of good receives").within(RECORD),
          u16("numretransmits", "Number of retransmits"),
          u16("num_no_resource_conditions", "Number of no resource conditions"),
          u16("numcommand_blocks", "Number of command blocks"),
          u16("numpending_sessions", "Number of pending sessions"),
          u16("max_num_pending_sessions", "Max number of pending sessions"),
          u16("max_total_sessions_possible", "Max total sessions possible"),
          u16("session_data_packet_size", "Session data packet size"));
  private static final FieldSequence DATA =
      FieldSequence.of(Field.bytes("nbns.data", "Data").within(RECORD));

  private static final int ADDRESS_LENGTH = 6;
  private static final int NODE_LENGTH = NetbiosName.LENGTH + 2;

  private NbnsFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag("nbns.flags." + name, label, 16, mask).within(FLAGS);
  }

  private static Field nameFlag(String name, String label, int mask) {
    return Field.flag("nbns.name_flags." + name, label, 16, mask).within(NAME_FLAGS).repeating();
  }

  private static Field u16(String name, String label) {
    return Field.u16("nbns." + name, label).within(RECORD);
  }

  static LayerFields all() {
    List<Field> parts =
        List.of(QUESTION, ANSWER, ADDRESS, NUMBER, NODE_FLAGS, STATISTICS, DATA).stream()
            .flatMap(part -> part.declared().stream())
            .toList();
    Field[] more = new Field[parts.size() + 3];
    more[0] = RECORD;
    more[1] = NAME;
    more[2] = NODE_NAME;
    for (int i = 0; i < parts.size(); i++) {
      more[i + 3] = parts.get(i);
    }
    return LayerFields.of(NbnsFields::read, List.of(HEAD, RESPONSE, QUERY, COUNTS), more);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    boolean isResponse = (BigEndian.u16(bytes, start + Nbns.FLAGS) & Nbns.RESPONSE) != 0;
    (isResponse ? RESPONSE : QUERY).read(bytes, start, limit, sink);
    COUNTS.read(bytes, start, limit, sink);
    if (!sink.wants(RECORD)) {
      return;
    }
    int questions = BigEndian.u16(bytes, start + Nbns.QUESTIONS);
    int records = 0;
    for (int i = 1; i < 4; i++) {
      records += BigEndian.u16(bytes, start + Nbns.QUESTIONS + 2 * i);
    }
    int at = start + Nbns.HEADER_LENGTH;
    for (int i = 0; i < questions + records && at >= 0 && at < limit; i++) {
      at = record(packet, layer, at, i >= questions, sink);
    }
  }

  /** Reads a question or a record, and returns the index behind it; -1 where it does not end. */
  private static int record(Packet packet, int layer, int at, boolean hasData, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    int name = NetbiosName.end(bytes, at, limit);
    int head = name + (hasData ? 10 : 4);
    if (name < 0 || head > limit) {
      return -1;
    }
    int end = hasData ? Math.min(limit, head + BigEndian.u16(bytes, head - 2)) : head;
    sink.begin(RECORD, at, end - at);
    if (sink.wants(NAME)) {
      StringBuilder text = packet.text();
      NetbiosName.append(text, bytes, packet.start(layer), at, limit);
      boolean isNamed = hasData && BigEndian.u16(bytes, name) == ADDRESSES;
      int kind = isNamed ? NetbiosName.kind(bytes, packet.start(layer), at, limit) : -1;
      if (kind >= 0) {
        text.append(" (").append(NetbiosName.kindName(kind)).append(')');
      }
      sink.text(NAME, text, at, name - at);
    }
    QUESTION.read(packet, layer, name, limit, sink);
    if (hasData) {
      ANSWER.read(packet, layer, name + 4, limit, sink);
      data(packet, layer, BigEndian.u16(bytes, name), head, end, sink);
    }
    sink.end(RECORD);
    return end;
  }

  private static void data(Packet packet, int layer, int type, int from, int end, FieldSink sink) {
    switch (type) {
      case ADDRESSES -> {
        for (int at = from; end - at >= ADDRESS_LENGTH; at += ADDRESS_LENGTH) {
          ADDRESS.read(packet, layer, at, end, sink);
        }
      }
      case STATUS -> status(packet, layer, from, end, sink);
      default -> DATA.read(packet, layer, from, end, sink);
    }
  }

  /** Reads the names of a node and its statistics (RFC 1002 section 4.2.18). */
  private static void status(Packet packet, int layer, int from, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = NUMBER.read(packet, layer, from, end, sink);
    if (at == FieldSequence.CUT) {
      return;
    }
    for (int left = BigEndian.u8(bytes, from); left > 0; left--) {
      if (end - at < NODE_LENGTH) {
        return;
      }
      if (sink.wants(NODE_NAME)) {
        StringBuilder text = packet.text();
        NetbiosName.appendPlain(text, bytes, at);
        sink.text(NODE_NAME, text, at, NetbiosName.LENGTH);
      }
      NODE_FLAGS.read(packet, layer, at + NetbiosName.LENGTH, end, sink);
      at += NODE_LENGTH;
    }
    STATISTICS.read(packet, layer, at, end, sink);
  }
}
