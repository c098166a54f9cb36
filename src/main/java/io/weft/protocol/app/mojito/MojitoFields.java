package io.weft.protocol.app.mojito;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The fields of a message, by Wireshark's names. */
final class MojitoFields {
  private static final int NODE_LENGTH = 20;
  private static final int TYPE_LENGTH = 4;
  private static final int SENDER = 24;
  private static final int SENDER_ADDRESS = 50;
  private static final int CONTACT_ADDRESS = 26;

  private static final Field MAJOR = Field.u8("mojito.majorversion", "Major Version").repeating();
  private static final Field MINOR = Field.u8("mojito.minorversion", "Minor Version").repeating();
  private static final Field NODE =
      Field.bytes("mojito.kuid", "Kademlia Unique ID (KUID)").repeating();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, 16, Field.bytes("mojito.messageid", "Message ID")),
          at(Mojito.KIND, Field.u8("mojito.fdhtmessage", "FDHTMessage").hexadecimal()),
          at(17, MAJOR),
          at(18, MINOR),
          littleEndian(Mojito.LENGTH, Field.u32("mojito.payloadlength", "Payload Length")),
          at(Mojito.OPERATION, Field.u8("mojito.opcode", "OPCode").named(Mojito.OPERATIONS)),
          at(SENDER, 4, Field.text("mojito.vendor", "Vendor")),
          at(28, MAJOR),
          at(29, MINOR),
          at(30, NODE_LENGTH, NODE));
  private static final Field FLAGS = Field.u8("mojito.flags", "Flags").hexadecimal();
  private static final FieldSequence STATE =
      FieldSequence.of(
          Field.u8("mojito.instanceid", "Instance ID"),
          FLAGS,
          Field.flag("mojito.shutdownflag", "SHUTDOWN", 8, 0x02).within(FLAGS),
          Field.flag("mojito.firewalledflag", "Firewalled", 8, 0x01).within(FLAGS),
          Field.u16("mojito.extlength", "Extended Length"));

  private static final Field FAMILY =
      Field.u8("mojito.socketaddressversion", "IP Version").repeating();
  private static final Field PORT = Field.u16("mojito.socketaddressport", "IP Port").repeating();
  private static final FieldSequence IPV4 =
      FieldSequence.of(
          FAMILY, Field.ipv4("mojito.socketaddressipv4", "IP Address").repeating(), PORT);
  private static final FieldSequence IPV6 =
      FieldSequence.of(
          FAMILY, Field.ipv6("mojito.socketaddressipv6", "IP Address").repeating(), PORT);

  private static final FieldSequence NUMBER_LENGTH =
      FieldSequence.of(Field.u8("mojito.bigintegerlen", "Big Integer Length"));
  private static final FieldSequence NUMBER =
      FieldSequence.of(Field.bytes("mojito.bigintegerhexval", "Big Integer HEX Value"));
  private static final FieldSequence NODE_VALUE = FieldSequence.of(NODE);
  private static final FieldSequence NODES =
      FieldSequence.of(Field.u8("mojito.kuidcount", "Secondary KUID Count"));
  private static final Field VALUE_TYPE = Field.text("mojito.dhtvaluetype", "DHT Value Type");
  private static final FieldSequence TOKEN_LENGTH =
      FieldSequence.of(Field.u8("mojito.sectokenlen", "Security Token Length"));
  private static final FieldSequence TOKEN =
      FieldSequence.of(Field.bytes("mojito.sectoken", "Security Token"));
  private static final FieldSequence CONTACTS =
      FieldSequence.of(Field.u8("mojito.contactcount", "Contact Count"));
  private static final FixedFields CONTACT =
      FixedFields.of(
          at(0, 4, Field.text("mojito.contactvendor", "Vendor").repeating()),
          at(4, Field.u16("mojito.contactversion", "Contact Version").repeating()),
          at(4, MAJOR),
          at(5, MINOR),
          at(6, NODE_LENGTH, Field.bytes("mojito.contactkuid", "KUID of the Contact").repeating()));

  private MojitoFields() {}

  static LayerFields all() {
    List<FieldSequence> parts =
        List.of(STATE, IPV4, IPV6, NODES, NUMBER_LENGTH, NUMBER, TOKEN_LENGTH, TOKEN, CONTACTS);
    Field[] more =
        parts.stream().flatMap(part -> part.declared().stream()).distinct().toArray(Field[]::new);
    LayerFields texts = LayerFields.declaring(VALUE_TYPE);
    return LayerFields.of(MojitoFields::read, List.of(HEAD, CONTACT, texts), more);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    int next = address(packet, layer, start + SENDER_ADDRESS, sink);
    next = STATE.read(packet, layer, next, limit, sink);
    if (next == FieldSequence.CUT) {
      return;
    }
    next += BigEndian.u16(bytes, next - 2); // what it extends the header by is not known
    if (next > limit) {
      return;
    }
    switch (Mojito.operation(bytes, start)) {
      case Mojito.PONG -> {
        next = address(packet, layer, next, sink);
        counted(NUMBER_LENGTH, NUMBER, packet, layer, next, sink);
      }
      case Mojito.FIND_NODE -> node(packet, layer, next, sink);
      case Mojito.FIND_VALUE -> value(packet, layer, next, sink);
      case Mojito.FOUND_NODE -> {
        next = counted(TOKEN_LENGTH, TOKEN, packet, layer, next, sink);
        contacts(packet, layer, next, sink);
      }
      default -> {} // A ping has no more, and what is stored is not read.
    }
  }

  /** The identifier of a node, or of a value; returns the index behind it. */
  private static int node(Packet packet, int layer, int at, FieldSink sink) {
    if (at == FieldSequence.CUT || packet.limit(layer) - at < NODE_LENGTH) {
      return FieldSequence.CUT;
    }
    return NODE_VALUE.read(packet, layer, at, at + NODE_LENGTH, sink);
  }

  private static void value(Packet packet, int layer, int at, FieldSink sink) {
    int limit = packet.limit(layer);
    int next = NODES.read(packet, layer, node(packet, layer, at, sink), limit, sink);
    int count = next == FieldSequence.CUT ? 0 : BigEndian.u8(packet.bytes(layer), next - 1);
    for (int i = 0; i < count; i++) {
      next = node(packet, layer, next, sink);
    }
    if (next != FieldSequence.CUT && limit - next >= TYPE_LENGTH) {
      FieldSequence.wantedText(VALUE_TYPE, packet, layer, next, next + TYPE_LENGTH, sink);
    }
  }

  /** An address with its port; returns the index behind it. */
  private static int address(Packet packet, int layer, int at, FieldSink sink) {
    int limit = packet.limit(layer);
    if (at == FieldSequence.CUT || at >= limit) {
      return FieldSequence.CUT;
    }
    return switch (packet.bytes(layer)[at]) {
      case 4 -> IPV4.read(packet, layer, at, limit, sink);
      case 6 -> IPV6.read(packet, layer, at, limit, sink);
      default -> FieldSequence.CUT;
    };
  }

  /** Bytes behind their length; returns the index behind them. */
  private static int counted(
      FieldSequence length, FieldSequence value, Packet packet, int layer, int at, FieldSink sink) {
    int next = length.read(packet, layer, at, packet.limit(layer), sink);
    if (next == FieldSequence.CUT) {
      return FieldSequence.CUT;
    }
    int end = next + BigEndian.u8(packet.bytes(layer), next - 1);
    return end > packet.limit(layer)
        ? FieldSequence.CUT
        : value.read(packet, layer, next, end, sink);
  }

  private static void contacts(Packet packet, int layer, int at, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    int next = CONTACTS.read(packet, layer, at, limit, sink);
    int count = next == FieldSequence.CUT ? 0 : BigEndian.u8(bytes, next - 1);
    for (int i = 0; i < count && next != FieldSequence.CUT; i++) {
      CONTACT.read(bytes, next, limit, sink);
      next = address(packet, layer, next + CONTACT_ADDRESS, sink);
    }
  }
}
