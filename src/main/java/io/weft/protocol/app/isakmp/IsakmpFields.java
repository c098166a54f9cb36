package io.weft.protocol.app.isakmp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of a message, by Wireshark's names: its header, and a record for each payload. */
final class IsakmpFields {
  private static final ValueNames PAYLOADS =
      ValueNames.of(
          "0 NONE / No Next Payload",
          "1 Security Association",
          "2 Proposal",
          "3 Transform",
          "4 Key Exchange",
          "5 Identification",
          "6 Certificate",
          "7 Certificate Request",
          "8 Hash",
          "9 Signature",
          "10 Nonce",
          "11 Notification",
          "12 Delete",
          "13 Vendor ID",
          "20 NAT-D (RFC 3947)",
          "21 NAT-OA (RFC 3947)",
          "33 Security Association",
          "34 Key Exchange",
          "35 Identification - Initiator",
          "36 Identification - Responder",
          "37 Certificate",
          "38 Certificate Request",
          "39 Authentication",
          "40 Nonce",
          "41 Notify",
          "42 Delete",
          "43 Vendor ID",
          "44 Traffic Selector - Initiator",
          "45 Traffic Selector - Responder",
          "46 Encrypted and Authenticated",
          "47 Configuration",
          "48 Extensible Authentication",
          "53 Encrypted and Authenticated Fragment");

  private static final int ASSOCIATION = 1;
  private static final int PROPOSAL = 2;
  private static final int TRANSFORM = 3;
  private static final int ASSOCIATION_2 = 33;
  private static final int NOTIFICATION = 11;
  private static final int DELETE = 12;
  private static final int VENDOR = 13;
  private static final int NOTIFY_2 = 41;
  private static final int DELETE_2 = 42;
  private static final int VENDOR_2 = 43;
  private static final int SEALED = 46;
  private static final int SEALED_FRAGMENT = 53;

  private static final int PAYLOAD_HEADER = 4;

  /** Bytes of version 1 between the header of an association and its proposals. */
  private static final int DOMAIN_AND_SITUATION = 8;

  /** Bytes of a proposal before its index, and where the length of that stands. */
  private static final int PROPOSAL_HEADER = 8;

  private static final int INDEX_LENGTH = 6;

  private static final Field NEXT =
      Field.u8("isakmp.nextpayload", "Next payload").named(PAYLOADS).repeating();
  private static final Field VERSION = Field.u8("isakmp.version", "Version").hexadecimal();
  private static final Field FLAGS = Field.u8("isakmp.flags", "Flags").hexadecimal();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, 8, Field.bytes("isakmp.ispi", "Initiator SPI")),
          at(8, 8, Field.bytes("isakmp.rspi", "Responder SPI")),
          at(Isakmp.VERSION, VERSION),
          at(Isakmp.VERSION, Field.u8("isakmp.mjver", "MjVer").masked(0xF0).within(VERSION)),
          at(Isakmp.VERSION, Field.u8("isakmp.mnver", "MnVer").masked(0x0F).within(VERSION)),
          at(
              Isakmp.EXCHANGE,
              Field.u8("isakmp.exchangetype", "Exchange type").named(Isakmp.EXCHANGES)),
          at(Isakmp.FLAGS, FLAGS));
  private static final FixedFields FLAGS_1 =
      FixedFields.of(
          flag("flag_e", "Encryption", Isakmp.ENCRYPTED),
          flag("flag_c", "Commit", 0x02),
          flag("flag_a", "Authentication", 0x04));
  private static final FixedFields FLAGS_2 =
      FixedFields.of(
          flag("flag_i", "Initiator", 0x08),
          flag("flag_v", "Version", 0x10),
          flag("flag_r", "Response", 0x20));
  private static final FixedFields TAIL =
      FixedFields.of(
          at(Isakmp.MESSAGE, Field.u32("isakmp.messageid", "Message ID").hexadecimal()),
          at(Isakmp.LENGTH, Field.u32("isakmp.length", "Length")));

  private static final Field PAYLOAD = Field.group("isakmp.payload", "Payload");
  private static final Field TYPE =
      Field.u8("isakmp.typepayload", "Payload").named(PAYLOADS).within(PAYLOAD);
  private static final Field CRITICAL =
      Field.flag("isakmp.criticalpayload", "Critical Bit", 8, 0x80).within(PAYLOAD);
  private static final FixedFields IS_CRITICAL = FixedFields.of(at(1, CRITICAL));
  private static final FixedFields LENGTH =
      FixedFields.of(at(2, Field.u16("isakmp.payloadlength", "Payload length").within(PAYLOAD)));
  private static final Field INDEX_SIZE = Field.u8("isakmp.spisize", "SPI Size").within(PAYLOAD);
  private static final FixedFields OF_PROPOSAL =
      FixedFields.of(
          at(4, Field.u8("isakmp.prop.number", "Proposal number").within(PAYLOAD)),
          at(5, Field.u8("isakmp.prop.protoid", "Protocol ID").within(PAYLOAD)),
          at(INDEX_LENGTH, INDEX_SIZE),
          at(7, Field.u8("isakmp.prop.transforms", "Proposal transforms").within(PAYLOAD)));
  private static final Field NOTIFY =
      Field.u16("isakmp.notify.msgtype", "Notify Message Type").within(PAYLOAD);
  private static final FixedFields NOTIFY_IN_1 = FixedFields.of(at(9, INDEX_SIZE), at(10, NOTIFY));
  private static final FixedFields NOTIFY_IN_2 = FixedFields.of(at(5, INDEX_SIZE), at(6, NOTIFY));
  private static final FixedFields DELETE_IN_1 = FixedFields.of(at(9, INDEX_SIZE));
  private static final FixedFields DELETE_IN_2 = FixedFields.of(at(5, INDEX_SIZE));
  private static final Field VENDOR_ID =
      Field.bytes("isakmp.vid_bytes", "Vendor ID").within(PAYLOAD);

  private IsakmpFields() {}

  private static FixedFields.Place flag(String name, String label, int mask) {
    return at(Isakmp.FLAGS, Field.flag("isakmp." + name, label, 8, mask).within(FLAGS));
  }

  static LayerFields all() {
    return LayerFields.of(
        IsakmpFields::read,
        List.of(HEAD, FLAGS_1, FLAGS_2, TAIL, IS_CRITICAL, LENGTH, OF_PROPOSAL, NOTIFY_IN_2),
        NEXT,
        PAYLOAD,
        TYPE,
        VENDOR_ID);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    boolean isFirst = Isakmp.majorVersion(bytes, start) == 1;
    HEAD.read(bytes, start, limit, sink);
    (isFirst ? FLAGS_1 : FLAGS_2).read(bytes, start, limit, sink);
    TAIL.read(bytes, start, limit, sink);
    int type = BigEndian.u8(bytes, start + Isakmp.NEXT_PAYLOAD);
    next(type, start + Isakmp.NEXT_PAYLOAD, sink);
    boolean isSealed = isFirst && (bytes[start + Isakmp.FLAGS] & Isakmp.ENCRYPTED) != 0;
    if (!isSealed && (sink.wants(PAYLOAD) || sink.wants(NEXT))) {
      payloads(bytes, type, start + Isakmp.HEADER_LENGTH, limit, isFirst, sink);
    }
  }

  private static void next(int type, int at, FieldSink sink) {
    if (sink.wants(NEXT)) {
      sink.number(NEXT, type, at, 1);
    }
  }

  private static void payloads(
      byte[] bytes, int first, int from, int limit, boolean isFirst, FieldSink sink) {
    int type = first;
    for (int at = from, end; type != 0 && limit - at >= PAYLOAD_HEADER; at = end) {
      end = end(bytes, at, limit);
      payload(bytes, type, at, end, isFirst, sink);
      if (type == ASSOCIATION || type == ASSOCIATION_2) {
        int proposals = at + PAYLOAD_HEADER + (isFirst ? DOMAIN_AND_SITUATION : 0);
        proposals(bytes, proposals, end, isFirst, sink);
      }
      // What an encrypted payload calls the next one is inside it.
      type = type == SEALED || type == SEALED_FRAGMENT ? 0 : BigEndian.u8(bytes, at);
    }
  }

  /** Index behind a payload; its length counts its header. */
  private static int end(byte[] bytes, int at, int limit) {
    return Math.min(limit, at + Math.max(PAYLOAD_HEADER, BigEndian.u16(bytes, at + 2)));
  }

  /** What an association proposes; each proposal has transforms inside. */
  private static void proposals(
      byte[] bytes, int from, int limit, boolean isFirst, FieldSink sink) {
    for (int at = from, end; limit - at >= PROPOSAL_HEADER; at = end) {
      end = end(bytes, at, limit);
      payload(bytes, PROPOSAL, at, end, isFirst, sink);
      int transform = at + PROPOSAL_HEADER + BigEndian.u8(bytes, at + INDEX_LENGTH);
      while (end - transform >= PAYLOAD_HEADER) {
        int next = end(bytes, transform, end);
        payload(bytes, TRANSFORM, transform, next, isFirst, sink);
        transform = next;
      }
    }
  }

  private static void payload(
      byte[] bytes, int type, int at, int end, boolean isFirst, FieldSink sink) {
    next(BigEndian.u8(bytes, at), at, sink);
    if (!sink.wants(PAYLOAD)) {
      return;
    }
    sink.begin(PAYLOAD, at, end - at);
    if (sink.wants(TYPE)) {
      sink.number(TYPE, type, at, 0);
    }
    if (!isFirst && type != PROPOSAL && type != TRANSFORM) {
      IS_CRITICAL.read(bytes, at, end, sink);
    }
    LENGTH.read(bytes, at, end, sink);
    switch (type) {
      case PROPOSAL -> OF_PROPOSAL.read(bytes, at, end, sink);
      case NOTIFICATION -> NOTIFY_IN_1.read(bytes, at, end, sink);
      case NOTIFY_2 -> NOTIFY_IN_2.read(bytes, at, end, sink);
      case DELETE -> DELETE_IN_1.read(bytes, at, end, sink);
      case DELETE_2 -> DELETE_IN_2.read(bytes, at, end, sink);
      case VENDOR, VENDOR_2 -> {
        if (end - at > PAYLOAD_HEADER && sink.wants(VENDOR_ID)) {
          sink.bytes(VENDOR_ID, bytes, at + PAYLOAD_HEADER, end - at - PAYLOAD_HEADER);
        }
      }
      default -> {} // others are not read further
    }
    sink.end(PAYLOAD);
  }
}
