package io.weft.protocol.app.gquic;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of a packet's public header, by Wireshark's names. */
final class GquicFields {
  /** The first version whose flags have a bit for a nonce, in place of a length. */
  private static final int WITH_NONCE = 33;

  /** The first version whose numbers have the most significant byte first. */
  private static final int BIG_ENDIAN = 39;

  private static final int NONCE_LENGTH = 32;

  static final Field FLAGS = Field.u8("gquic.puflags", "Public Flags").hexadecimal();
  private static final ValueNames CONNECTION_LENGTHS =
      ValueNames.of("0 0 Byte", "1 1 Byte", "2 4 Bytes", "3 8 Bytes");
  private static final ValueNames NUMBER_LENGTHS =
      ValueNames.of("0 1 Byte", "1 2 Bytes", "2 4 Bytes", "3 6 Bytes");
  private static final FixedFields FIRST =
      FixedFields.of(
          at(0, FLAGS),
          at(0, flag("gquic.puflags.version", "Version", Gquic.VERSION)),
          at(0, flag("gquic.puflags.reset", "Reset", Gquic.RESET)));
  private static final FixedFields OLD_LENGTH =
      FixedFields.of(
          at(
              0,
              Field.u8("gquic.puflags.cid.old", "CID Length")
                  .masked(0x0C)
                  .named(CONNECTION_LENGTHS)
                  .within(FLAGS)));
  private static final FixedFields NONCE_AND_LENGTH =
      FixedFields.of(
          at(0, flag("gquic.puflags.nonce", "Diversification nonce", Gquic.NONCE)),
          at(0, flag("gquic.puflags.cid", "CID Length", Gquic.CONNECTION)));
  private static final FixedFields REST =
      FixedFields.of(
          at(
              0,
              Field.u8("gquic.puflags.pkn", "Packet Number Length")
                  .masked(0x30)
                  .named(NUMBER_LENGTHS)
                  .within(FLAGS)),
          at(0, flag("gquic.puflags.mpth", "Multipath", 0x40)),
          at(
              0,
              Field.u8("gquic.puflags.rsv", "Reserved").masked(0x80).hexadecimal().within(FLAGS)));

  static final Field VERSION = Field.text("gquic.version", "Version").repeating();
  static final Field CONNECTION = Field.u64("gquic.cid", "CID");
  private static final Field NONCE =
      Field.bytes("gquic.diversification_nonce", "Diversification nonce");
  static final Field NUMBER = Field.u64("gquic.packet_number", "Packet Number");
  private static final Field PAYLOAD = Field.bytes("gquic.payload", "Payload");

  private GquicFields() {}

  static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, Byte.SIZE, mask).within(FLAGS);
  }

  static LayerFields all() {
    return LayerFields.of(
        GquicFields::read,
        List.of(
            FIRST, OLD_LENGTH, NONCE_AND_LENGTH, REST, Gquic46Fields.DECLARED, GquicTags.DECLARED),
        CONNECTION,
        NONCE,
        NUMBER,
        PAYLOAD);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    if (Gquic.isShort(bytes, start) || Gquic.isLong(bytes, start, limit)) {
      Gquic46Fields.read(packet, layer, sink);
      return;
    }
    int flags = BigEndian.u8(bytes, start);
    int at = start + 1 + Gquic.connectionLength(flags);
    boolean namesVersion = (flags & Gquic.VERSION) != 0 && limit - at >= Gquic.VERSION_LENGTH;
    boolean isServer = packet.attached(layer) instanceof GquicSide side && side.isServer();
    int version = version(packet, layer, namesVersion ? Gquic.version(bytes, at) : -1);
    FIRST.read(bytes, start, limit, sink);
    (version < WITH_NONCE ? OLD_LENGTH : NONCE_AND_LENGTH).read(bytes, start, limit, sink);
    REST.read(bytes, start, limit, sink);
    if (at > limit) {
      return;
    }
    if (at > start + 1) {
      number(CONNECTION, bytes, start + 1, Gquic.CONNECTION_LENGTH, version, sink);
    }
    if (namesVersion && isServer) {
      versions(bytes, at, limit, sink);
      return;
    }
    if (namesVersion) {
      versions(bytes, at, at + Gquic.VERSION_LENGTH, sink);
      at += Gquic.VERSION_LENGTH;
    }
    if ((flags & Gquic.RESET) != 0) {
      GquicTags.read(packet, layer, at, limit, sink);
      return;
    }
    if (isServer && (flags & Gquic.NONCE) != 0 && version >= WITH_NONCE) {
      if (limit - at < NONCE_LENGTH) {
        return;
      }
      if (sink.wants(NONCE)) {
        sink.bytes(NONCE, bytes, at, NONCE_LENGTH);
      }
      at += NONCE_LENGTH;
    }
    int length = Gquic.numberLength(flags);
    if (length > limit - at) {
      return;
    }
    number(NUMBER, bytes, at, length, version, sink);
    payload(packet, layer, at + length, version, sink);
  }

  /** The version that the packet names, or else its flow; 0 where neither is known. */
  private static int version(Packet packet, int layer, int named) {
    if (named >= 0) {
      return named;
    }
    return packet.attached(layer) instanceof GquicSide side ? side.version() : 0;
  }

  private static void versions(byte[] bytes, int from, int to, FieldSink sink) {
    if (sink.wants(VERSION)) {
      for (int at = from; at + Gquic.VERSION_LENGTH <= to; at += Gquic.VERSION_LENGTH) {
        sink.text(VERSION, bytes, at, Gquic.VERSION_LENGTH);
      }
    }
  }

  /** Pushes a number in the byte order of a version. */
  static void number(Field field, byte[] bytes, int at, int length, int version, FieldSink sink) {
    if (sink.wants(field)) {
      long value =
          version >= BIG_ENDIAN
              ? BigEndian.unsigned(bytes, at, length)
              : LittleEndian.unsigned(bytes, at, length);
      sink.number(field, value, at, length);
    }
  }

  /** The hello that follows the header, or else what is encrypted. */
  static void payload(Packet packet, int layer, int at, int version, FieldSink sink) {
    int limit = packet.limit(layer);
    if (!GquicTags.readHello(packet, layer, at, limit, version, sink)
        && at < limit
        && sink.wants(PAYLOAD)) {
      sink.bytes(PAYLOAD, packet.bytes(layer), at, limit - at);
    }
  }
}
