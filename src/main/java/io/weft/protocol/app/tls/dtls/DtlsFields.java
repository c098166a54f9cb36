package io.weft.protocol.app.tls.dtls;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.tls.field.HandshakeFields;
import io.weft.protocol.app.tls.number.TlsNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of records, of the fragments of handshake messages, and of messages that are whole, by
 * Wireshark's names. A layer with a message that was put together has only what the message says:
 * its headers are those of the fragments.
 */
final class DtlsFields {
  private static final int SEQUENCE_BITS = 48;

  /** Where the fields of a fragment begin that a message of TLS does not have. */
  private static final int FRAGMENT = 4;

  private static final Field CONNECTION_ID =
      Field.bytes("dtls.record.connection_id", "Connection ID").repeating();

  private final FieldSequence type =
      FieldSequence.of(
          Field.u8("dtls.record.content_type", "Content Type")
              .named(TlsNames.CONTENTS)
              .repeating());

  /** In place of the type of what a record with a connection identifier holds, which is hidden. */
  private final FieldSequence specialType =
      FieldSequence.of(
          Field.u8("dtls.record.special_type", "Special Type")
              .named(TlsNames.CONTENTS)
              .repeating());

  private final FieldSequence head =
      FieldSequence.of(
          Field.u16("dtls.record.version", "Version")
              .hexadecimal()
              .named(TlsNames.VERSIONS)
              .repeating(),
          Field.u16("dtls.record.epoch", "Epoch").repeating(),
          Field.unsigned("dtls.record.sequence_number", "Sequence Number", SEQUENCE_BITS)
              .repeating());

  private final FieldSequence length =
      FieldSequence.of(Field.u16("dtls.record.length", "Length").repeating());

  private final FieldSequence fragment =
      FieldSequence.of(
          Field.u16("dtls.handshake.message_seq", "Message Sequence").repeating(),
          Field.u24("dtls.handshake.fragment_offset", "Fragment Offset").repeating(),
          Field.u24("dtls.handshake.fragment_length", "Fragment Length").repeating());

  private final HandshakeFields messages = HandshakeFields.ofDtls();

  LayerFields all() {
    List<Field> declared = new ArrayList<>(type.declared());
    declared.addAll(specialType.declared());
    declared.addAll(head.declared());
    declared.add(CONNECTION_ID);
    declared.addAll(length.declared());
    declared.addAll(fragment.declared());
    declared.addAll(messages.declared());
    return LayerFields.of(this::read, declared);
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    int start = packet.start(layer);
    if (packet.attached(layer) == Dtls.Content.DECRYPTED) {
      int content = start + Dtls.HEADER;
      if (bytes[start] == Dtls.HANDSHAKE) {
        fragments(packet, layer, content, limit, sink);
      } else if (Dtls.isAlert(bytes, start)) {
        messages.alert(bytes, content, limit, sink);
      }
      return;
    }
    if (packet.attached(layer) == Dtls.Content.JOINED) {
      int message = start + Dtls.HEADER;
      int type = FragmentHeader.type(bytes, message);
      messages.body(type, bytes, message + FragmentHeader.LENGTH, limit, sink);
      return;
    }
    int cidLength = packet.attached(layer) instanceof ConnectionIds ids ? ids.length() : 0;
    int at = start;
    int body;
    while ((body = Dtls.body(bytes, at, limit, cidLength)) >= 0) {
      int next = Dtls.behind(bytes, body);
      boolean hasId = body - at > Dtls.HEADER;
      int id = at + Dtls.CID;
      (hasId ? specialType : type).read(packet, layer, at, at + 1, sink);
      head.read(packet, layer, at + 1, id, sink);
      if (hasId && sink.wants(CONNECTION_ID)) {
        sink.bytes(CONNECTION_ID, bytes, id, cidLength);
      }
      length.read(packet, layer, body - 2, body, sink);
      if (Dtls.isClearHandshake(bytes, at)) {
        fragments(packet, layer, body, Math.min(next, limit), sink);
      } else if (Dtls.isClearAlert(bytes, at) && next <= limit) {
        messages.alert(bytes, body, next, sink);
      }
      at = next;
    }
  }

  private void fragments(Packet packet, int layer, int from, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from;
    while (to - at >= FragmentHeader.LENGTH) {
      int body = at + FragmentHeader.LENGTH;
      int next = body + FragmentHeader.fragmentLength(bytes, at);
      messages.header(bytes, at, to, sink);
      fragment.read(packet, layer, at + FRAGMENT, body, sink);
      if (FragmentHeader.isWhole(bytes, at)) {
        messages.body(FragmentHeader.type(bytes, at), bytes, body, Math.min(next, to), sink);
      }
      at = next;
    }
  }
}
