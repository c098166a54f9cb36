package io.weft.protocol.app.ssh;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.DialogText;
import java.util.ArrayList;
import java.util.List;

/** The fields of a version line and of the message with the algorithms, by Wireshark's names. */
final class SshFields {
  private static final Field VERSION = Field.text("ssh.protocol", "Protocol");
  private static final Field LENGTH = Field.u32("ssh.packet_length", "Packet Length");
  private static final Field PADDING = Field.u8("ssh.padding_length", "Padding Length");
  private static final Field MESSAGE =
      Field.u8("ssh.message_code", "Message Code").named(SshFields::messageName);
  private static final Field COOKIE = Field.bytes("ssh.cookie", "Cookie");

  private static final String[] LISTS = {
    "kex_algorithms",
    "server_host_key_algorithms",
    "encryption_algorithms_client_to_server",
    "encryption_algorithms_server_to_client",
    "mac_algorithms_client_to_server",
    "mac_algorithms_server_to_client",
    "compression_algorithms_client_to_server",
    "compression_algorithms_server_to_client",
    "languages_client_to_server",
    "languages_server_to_client"
  };
  private static final Field[] LIST_LENGTHS = new Field[LISTS.length];
  private static final Field[] LIST_TEXTS = new Field[LISTS.length];

  static {
    for (int i = 0; i < LISTS.length; i++) {
      LIST_LENGTHS[i] = Field.u32("ssh." + LISTS[i] + "_length", LISTS[i] + " length");
      LIST_TEXTS[i] = Field.text("ssh." + LISTS[i], LISTS[i] + " string");
    }
  }

  private SshFields() {}

  private static String messageName(long code) {
    return code == Ssh.KEXINIT ? "Key Exchange Init" : null;
  }

  static LayerFields all() {
    List<Field> declared = new ArrayList<>(List.of(VERSION, LENGTH, PADDING, MESSAGE, COOKIE));
    for (int i = 0; i < LISTS.length; i++) {
      declared.add(LIST_LENGTHS[i]);
      declared.add(LIST_TEXTS[i]);
    }
    return LayerFields.of(SshFields::read, declared);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int limit = packet.limit(layer);
    if (Ssh.isVersion(bytes, from, limit)) {
      int lineFeed = DialogText.lineFeed(bytes, from, limit);
      int end = DialogText.trim(bytes, from, lineFeed < 0 ? limit : lineFeed);
      text(VERSION, packet, layer, from, end, sink);
      return;
    }
    int body = from + Ssh.PACKET_HEADER + 1;
    if (limit < body) {
      return;
    }
    number(LENGTH, BigEndian.u32(bytes, from), from, Integer.BYTES, sink);
    number(PADDING, BigEndian.u8(bytes, from + Integer.BYTES), from + Integer.BYTES, 1, sink);
    number(MESSAGE, BigEndian.u8(bytes, body - 1), body - 1, 1, sink);
    if (BigEndian.u8(bytes, body - 1) == Ssh.KEXINIT && limit - body >= Ssh.COOKIE) {
      if (sink.wants(COOKIE)) {
        sink.bytes(COOKIE, bytes, body, Ssh.COOKIE);
      }
      lists(packet, layer, body + Ssh.COOKIE, limit, sink);
    }
  }

  private static void lists(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from;
    for (int i = 0; i < LISTS.length && limit - at >= Integer.BYTES; i++) {
      long length = BigEndian.u32(bytes, at);
      number(LIST_LENGTHS[i], length, at, Integer.BYTES, sink);
      at += Integer.BYTES;
      if (length > limit - at) {
        return;
      }
      text(LIST_TEXTS[i], packet, layer, at, at + (int) length, sink);
      at += (int) length;
    }
  }

  private static void number(Field field, long value, int from, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, from, length);
    }
  }

  private static void text(
      Field field, Packet packet, int layer, int from, int to, FieldSink sink) {
    if (from < to && sink.wants(field)) {
      FieldSequence.text(packet, layer, field, from, to - from, sink);
    }
  }
}
