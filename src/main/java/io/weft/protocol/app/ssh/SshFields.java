package io.weft.protocol.app.ssh;

import static io.weft.dissect.field.FieldSequence.wantedText;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.protocol.app.DialogText;
import java.util.ArrayList;
import java.util.List;

/** The fields of a version line and of packets, by Wireshark's names. */
final class SshFields {
  private static final Field VERSION = Field.text("ssh.protocol", "Protocol");
  private static final Field LENGTH = Field.u32("ssh.packet_length", "Packet Length");
  private static final Field ENCRYPTED_LENGTH =
      Field.bytes("ssh.packet_length_encrypted", "Packet Length (encrypted)");
  private static final Field PADDING = Field.u8("ssh.padding_length", "Padding Length");
  private static final Field PADDING_BYTES = Field.bytes("ssh.padding_string", "Padding String");
  private static final Field SEQUENCE =
      Field.u32("ssh.seq_num", "Sequence number").generated().tracked();
  private static final Field OF_SERVER =
      Field.flag("ssh.direction", "Direction: from the server").generated().tracked();
  private static final Field MESSAGE =
      Field.u8("ssh.message_code", "Message Code").named(SshFields::messageName);
  private static final Field PAYLOAD = Field.bytes("ssh.payload", "Payload");
  private static final Field ENCRYPTED = Field.bytes("ssh.encrypted_packet", "Encrypted Packet");
  private static final Field COOKIE = Field.bytes("ssh.cookie", "Cookie");
  private static final FieldSequence BEHIND_LISTS =
      FieldSequence.of(
          Field.u8("ssh.first_kex_packet_follows", "First KEX Packet Follows"),
          Field.bytes("ssh.kex.reserved", "Reserved"));
  private static final Field HASSH_ALGORITHMS =
      fingerprint("ssh.kex.hassh_algorithms", "hasshAlgorithms");
  private static final Field HASSH = fingerprint("ssh.kex.hassh", "hassh");
  private static final Field HASSH_SERVER_ALGORITHMS =
      fingerprint("ssh.kex.hasshserver_algorithms", "hasshServerAlgorithms");
  private static final Field HASSH_SERVER = fingerprint("ssh.kex.hasshserver", "hasshServer");

  /** Bytes of what is reserved behind the lists. */
  private static final int RESERVED = 4;

  private static final ValueNames MESSAGES =
      ValueNames.of(
          "1 Disconnect",
          "2 Ignore",
          "3 Unimplemented",
          "4 Debug",
          "5 Service Request",
          "6 Service Accept",
          "20 Key Exchange Init",
          "21 New Keys");

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

  private static Field fingerprint(String name, String label) {
    return Field.text(name, label).generated().tracked();
  }

  /** Name of a message whose number means the same in every exchange of keys, or null. */
  static String messageName(long code) {
    return MESSAGES.name(code);
  }

  static LayerFields all() {
    List<Field> declared =
        new ArrayList<>(
            List.of(VERSION, LENGTH, ENCRYPTED_LENGTH, PADDING, MESSAGE, PAYLOAD, ENCRYPTED));
    declared.add(COOKIE);
    for (int i = 0; i < LISTS.length; i++) {
      declared.add(LIST_LENGTHS[i]);
      declared.add(LIST_TEXTS[i]);
    }
    declared.addAll(BEHIND_LISTS.declared());
    declared.addAll(KeyExchangeFields.declared());
    declared.addAll(List.of(PADDING_BYTES, SEQUENCE, OF_SERVER));
    declared.addAll(List.of(HASSH_ALGORITHMS, HASSH, HASSH_SERVER_ALGORITHMS, HASSH_SERVER));
    return LayerFields.of(SshFields::read, declared);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    if (!(packet.attached(layer) instanceof SshNote note)) {
      return;
    }
    int from = packet.start(layer);
    int limit = packet.limit(layer);
    switch (note.kind()) {
      case VERSION -> version(packet, layer, from, limit, sink);
      case PACKET -> packet(note, packet, layer, from, limit, sink);
      case OLD_PACKET -> old(true, packet, layer, from, limit, sink);
      case OLD_ENCRYPTED -> old(false, packet, layer, from, limit, sink);
      case ENCRYPTED -> encrypted(packet.bytes(layer), from, limit, sink);
      case OPAQUE -> {} // nothing of it can be told apart
    }
    boolean isFirst = layer == 0 || packet.protocol(layer - 1) != Ssh.PROTOCOL;
    if (isFirst && sink.wants(OF_SERVER)) {
      sink.flag(OF_SERVER, note.isOfServer(), 0, 0);
    }
  }

  private static void version(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int lineFeed = DialogText.lineFeed(bytes, from, limit);
    int end = DialogText.trim(bytes, from, lineFeed < 0 ? limit : lineFeed);
    wantedText(VERSION, packet, layer, from, end, sink);
  }

  private static void encrypted(byte[] bytes, int from, int limit, FieldSink sink) {
    int behind = Math.min(limit, from + Integer.BYTES);
    bytes(ENCRYPTED_LENGTH, bytes, from, behind, sink);
    bytes(ENCRYPTED, bytes, behind, limit, sink);
  }

  /** A packet of version 1: its length, padding, and a message with a sum of its own. */
  private static void old(
      boolean isPlain, Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    if (limit - from <= Integer.BYTES) {
      return;
    }
    long length = BigEndian.u32(bytes, from);
    int padding = Ssh.oldPadding(length);
    int message = Math.min(limit, from + Integer.BYTES + padding);
    number(LENGTH, length, from, Integer.BYTES, sink);
    number(PADDING, padding, 0, 0, sink);
    int payload = message;
    if (isPlain && message < limit) {
      number(MESSAGE, BigEndian.u8(bytes, message), message, 1, sink);
      payload++;
    }
    bytes(PAYLOAD, bytes, payload, limit, sink);
  }

  private static void packet(
      SshNote note, Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int body = from + Ssh.PACKET_HEADER + 1;
    if (limit < body) {
      return;
    }
    int code = BigEndian.u8(bytes, body - 1);
    int padding = BigEndian.u8(bytes, from + Integer.BYTES);
    int end = Math.max(body, limit - padding);
    number(LENGTH, BigEndian.u32(bytes, from), from, Integer.BYTES, sink);
    number(PADDING, padding, from + Integer.BYTES, 1, sink);
    number(MESSAGE, code, body - 1, 1, sink);
    if (code == Ssh.KEXINIT && end - body >= Ssh.COOKIE) {
      bytes(COOKIE, bytes, body, body + Ssh.COOKIE, sink);
      lists(packet, layer, body + Ssh.COOKIE, end, sink);
    } else {
      KeyExchangeFields.read(note.exchange(), code, packet, layer, body, end, sink);
    }
    bytes(PADDING_BYTES, bytes, end, limit, sink);
    number(SEQUENCE, sequence(note, code), 0, 0, sink);
    if (note.algorithms() != null) {
      fingerprint(note, sink);
    }
  }

  /** As in Wireshark, which counts messages about a chosen group one higher than they are. */
  private static long sequence(SshNote note, int code) {
    boolean isHigher =
        note.exchange() == SshNote.KeyExchange.CHOSEN_GROUP && KeyExchangeFields.isOfExchange(code);
    return note.sequence() + (isHigher ? 1 : 0);
  }

  private static void fingerprint(SshNote note, FieldSink sink) {
    Field algorithms = note.isOfServer() ? HASSH_SERVER_ALGORITHMS : HASSH_ALGORITHMS;
    Field hassh = note.isOfServer() ? HASSH_SERVER : HASSH;
    if (sink.wants(algorithms)) {
      sink.text(algorithms, note.algorithms().hasshAlgorithms(!note.isOfServer()), 0, 0);
    }
    if (sink.wants(hassh)) {
      sink.text(hassh, note.algorithms().hassh(!note.isOfServer()), 0, 0);
    }
  }

  private static void lists(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from;
    for (int i = 0; i < LISTS.length; i++) {
      if (limit - at < Integer.BYTES) {
        return;
      }
      long length = BigEndian.u32(bytes, at);
      number(LIST_LENGTHS[i], length, at, Integer.BYTES, sink);
      at += Integer.BYTES;
      if (length > limit - at) {
        return;
      }
      wantedText(LIST_TEXTS[i], packet, layer, at, at + (int) length, sink);
      at += (int) length;
    }
    BEHIND_LISTS.read(packet, layer, at, Math.min(limit, at + 1 + RESERVED), sink);
  }

  static void number(Field field, long value, int from, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, from, length);
    }
  }

  static void bytes(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (from < to && sink.wants(field)) {
      sink.bytes(field, bytes, from, to - from);
    }
  }
}
