package io.weft.protocol.app.stun;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.Pairing;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fields of a message, by Wireshark's names, with a record of a group for each attribute. */
final class StunFields {
  private static final Field TYPE = Field.u16("stun.type", "Message Type").hexadecimal();
  private static final Field CLASS =
      Field.u16("stun.type.class", "Message Class")
          .masked(0x0110)
          .hexadecimal()
          .named(StunFields::className)
          .within(TYPE);
  private static final Field METHOD =
      Field.u16("stun.type.method", "Message Method")
          .masked(0x3EEF)
          .hexadecimal()
          .named(value -> Stun.methodName(Stun.method((int) value)))
          .within(TYPE);
  private static final Field ASSIGNMENT =
      Field.u16("stun.type.method-assignment", "Message Method Assignment")
          .masked(0x2000)
          .hexadecimal()
          .within(TYPE);
  private static final Field COOKIE = Field.bytes("stun.cookie", "Message Cookie");
  private static final Field ID = Field.bytes("stun.id", "Message Transaction ID");
  private static final Field VERSION =
      Field.u8("stun.network_version", "STUN Network Version").generated();
  private static final Field ATTRIBUTES =
      Field.presence("stun.attributes", "Attributes").generated();
  private static final Field ODD_LENGTH =
      Field.presence("stun.wrong_msglen", "Length that is no multiple of 4").generated();
  private static final Field FRAME_LENGTH =
      Field.u16("stun.tcp_frame_length", "TCP Frame Length").generated();
  private static final Field RESPONSE_TO =
      Field.u32("stun.response-to", "Response to").generated().tracked();
  private static final Field TIME = Field.relativeTime("stun.time", "Time").generated().tracked();
  private static final Field REPEATS =
      Field.u32("stun.reqduplicate", "Duplicated original message in").generated().tracked();

  static final Field LENGTH = Field.u16("stun.length", "Message Length");

  private static final FieldSequence HEAD =
      FieldSequence.of(TYPE, CLASS, METHOD, ASSIGNMENT, LENGTH);
  private static final FieldSequence COOKIE_VALUE = FieldSequence.of(COOKIE);
  private static final FieldSequence ID_VALUE = FieldSequence.of(ID);

  /** What Wireshark calls the version with a cookie: RFC 5389 and RFC 8489. */
  private static final int WITH_COOKIE = 3;

  private StunFields() {}

  static LayerFields all() {
    Set<Field> declared = new LinkedHashSet<>(HEAD.declared());
    declared.addAll(Channel.FIELDS.declared());
    declared.addAll(List.of(FRAME_LENGTH, COOKIE, ID, VERSION, ODD_LENGTH, ATTRIBUTES));
    declared.addAll(List.of(RESPONSE_TO, TIME, REPEATS));
    declared.addAll(AttributeFields.declared());
    return LayerFields.of(StunFields::read, List.copyOf(declared));
  }

  /** Name of a class whose bits stand three apart, as in the type. */
  private static String className(long bits) {
    return Stun.className(Stun.messageClass((int) bits << 4));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    if (Channel.is(packet.bytes(layer), start)) {
      Channel.FIELDS.read(packet, layer, start, limit, sink);
      return;
    }
    boolean isFramed = packet.attached(layer) instanceof StunStreamDissector.Frame;
    if (isFramed && sink.wants(FRAME_LENGTH)) {
      sink.number(FRAME_LENGTH, limit - start, 0, 0);
    }
    HEAD.read(packet, layer, start, limit, sink);
    int id = start + Stun.TRANSACTION;
    COOKIE_VALUE.read(packet, layer, start + Stun.COOKIE, id, sink);
    ID_VALUE.read(packet, layer, id, start + Stun.HEADER_LENGTH, sink);
    if (packet.attached(layer) instanceof Pairing pairing) {
      pairing.read(REPEATS, RESPONSE_TO, TIME, sink);
    }
    int length = BigEndian.u16(packet.bytes(layer), start + Stun.LENGTH);
    if (length == 0) {
      return;
    }
    if (sink.wants(VERSION)) {
      sink.number(VERSION, WITH_COOKIE, 0, 0);
    }
    if (length % 4 != 0 && sink.wants(ODD_LENGTH)) {
      sink.flag(ODD_LENGTH, true, 0, 0);
    }
    if (sink.wants(ATTRIBUTES)) {
      sink.flag(ATTRIBUTES, true, 0, 0);
    }
    AttributeFields.read(packet, layer, start + Stun.HEADER_LENGTH, limit, sink);
  }
}
