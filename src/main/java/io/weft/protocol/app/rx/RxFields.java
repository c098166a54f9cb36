package io.weft.protocol.app.rx;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The fields of a packet, by Wireshark's names. */
final class RxFields {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Bytes of an acknowledgement in front of what it tells of each packet. */
  private static final int ACKNOWLEDGEMENT_LENGTH = 18;

  /** Bytes between what an acknowledgement tells of packets and the sizes behind. */
  private static final int PADDING = 3;

  private static final Field EPOCH = Field.absoluteTime("rx.epoch", "Epoch");
  private static final Field SERIAL = Field.u32("rx.serial", "Serial").repeating();
  private static final Field FLAGS = Field.u8("rx.flags", "Flags").hexadecimal();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(4, Field.u32("rx.cid", "CID")),
          at(Rx.CALL, Field.u32("rx.callnumber", "Call Number")),
          at(Rx.SEQUENCE, Field.u32("rx.seq", "Sequence Number")),
          at(16, SERIAL),
          at(Rx.TYPE, Field.u8("rx.type", "Type").named(Rx.TYPES)),
          at(Rx.FLAGS, FLAGS),
          at(Rx.FLAGS, flag("rx.flags.free_packet", "Free Packet", 0x10)),
          at(Rx.FLAGS, flag("rx.flags.more_packets", "More Packets", 0x08)),
          at(Rx.FLAGS, flag("rx.flags.last_packet", "Last Packet", 0x04)),
          at(Rx.FLAGS, flag("rx.flags.request_ack", "Request Ack", 0x02)),
          at(Rx.FLAGS, flag("rx.flags.client_init", "Client Initiated", Rx.OF_CLIENT)),
          at(22, Field.u8("rx.userstatus", "User Status")),
          at(Rx.SECURITY, Field.u8("rx.securityindex", "Security Index")),
          at(24, Field.u16("rx.spare", "Spare/Checksum")),
          at(26, Field.u16("rx.serviceid", "Service ID")));
  private static final FixedFields ACKNOWLEDGEMENT =
      FixedFields.of(
          at(0, Field.u16("rx.bufferspace", "Bufferspace")),
          at(2, Field.u16("rx.maxskew", "Max Skew")),
          at(4, Field.u32("rx.first", "First Packet")),
          at(8, Field.u32("rx.prev", "Prev Packet")),
          at(12, SERIAL),
          at(
              16,
              Field.u8("rx.reason", "Reason")
                  .named(
                      ValueNames.of(
                          "1 Requested",
                          "2 Duplicate",
                          "3 Out Of Sequence",
                          "4 Exceeds Window",
                          "5 No Space",
                          "6 Ping",
                          "7 Ping Response",
                          "8 Delay"))),
          at(17, Field.u8("rx.num_acks", "Num ACKs")));
  private static final FixedFields EACH =
      FixedFields.of(
          at(
              0,
              Field.u8("rx.ack_type", "ACK Type")
                  .named(ValueNames.from0("NACK", "ACK"))
                  .repeating()));
  private static final FixedFields SIZES =
      FixedFields.of(
          at(0, Field.u32("rx.max_mtu", "Max MTU")),
          at(4, Field.u32("rx.if_mtu", "Interface MTU")),
          at(8, Field.u32("rx.rwind", "rwind")),
          at(12, Field.u32("rx.max_packets", "Max Packets")));
  private static final FixedFields ABORT =
      FixedFields.of(at(0, Field.u32("rx.abort_code", "Abort Code").signed()));
  private static final FixedFields CHALLENGE =
      FixedFields.of(
          at(0, Field.u32("rx.version", "Version")),
          at(4, Field.u32("rx.nonce", "Nonce").hexadecimal()),
          at(8, Field.u32("rx.min_level", "Min Level")));

  /** What a call asks for, by the service's port; null where Wireshark has no field for it. */
  private static final Field[] OPERATIONS = {
    operation("fs"),
    operation("cb"),
    operation("prot"),
    operation("vldb"),
    operation("kauth"),
    operation("vol"),
    null,
    operation("bos"),
    operation("update"),
    operation("rmtsys")
  };

  private RxFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, Byte.SIZE, mask).within(FLAGS);
  }

  private static Field operation(String service) {
    return Field.u32("afs." + service + ".opcode", "Operation");
  }

  static LayerFields all() {
    FixedFields operations =
        FixedFields.of(
            Arrays.stream(OPERATIONS)
                .filter(Objects::nonNull)
                .map(field -> at(0, field))
                .toArray(FixedFields.Place[]::new));
    return LayerFields.of(
        RxFields::read,
        List.of(HEAD, ACKNOWLEDGEMENT, EACH, SIZES, ABORT, CHALLENGE, operations),
        EPOCH);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    if (sink.wants(EPOCH)) {
      sink.time(EPOCH, BigEndian.u32(bytes, start) * NANOS_PER_SECOND, start, 4);
    }
    HEAD.read(bytes, start, limit, sink);
    int body = start + Rx.HEADER_LENGTH;
    switch (Rx.type(bytes, start)) {
      case Rx.DATA -> operation(packet, layer, body, sink);
      case Rx.ACKNOWLEDGEMENT -> acknowledgement(bytes, body, limit, sink);
      case Rx.ABORT -> ABORT.read(bytes, body, limit, sink);
      case Rx.CHALLENGE -> CHALLENGE.read(bytes, body, limit, sink);
      default -> {} // Others have no more, or something that is encrypted.
    }
  }

  private static void acknowledgement(byte[] bytes, int at, int limit, FieldSink sink) {
    ACKNOWLEDGEMENT.read(bytes, at, limit, sink);
    int each = at + ACKNOWLEDGEMENT_LENGTH;
    if (each > limit) {
      return;
    }
    int behind = each + BigEndian.u8(bytes, each - 1);
    for (; each < Math.min(behind, limit); each++) {
      EACH.read(bytes, each, limit, sink);
    }
    SIZES.read(bytes, behind + PADDING, limit, sink);
  }

  /** The first packet of a call begins with what it asks the service at its port for. */
  private static void operation(Packet packet, int layer, int at, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    boolean isFirst =
        (bytes[start + Rx.FLAGS] & Rx.OF_CLIENT) != 0
            && BigEndian.i32(bytes, start + Rx.SEQUENCE) == 1;
    if (!isFirst || layer == 0 || packet.limit(layer) - at < 4) {
      return;
    }
    int port = BigEndian.u16(packet.bytes(layer - 1), packet.start(layer - 1) + 2);
    int service = port - Rx.FIRST_PORT;
    Field field = service >= 0 && service < OPERATIONS.length ? OPERATIONS[service] : null;
    if (field != null && sink.wants(field)) {
      sink.number(field, BigEndian.u32(bytes, at), at, 4);
    }
  }
}
