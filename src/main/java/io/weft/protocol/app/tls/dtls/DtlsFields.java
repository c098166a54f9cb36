package io.weft.protocol.app.tls.dtls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/** The fields of records and of the parts of handshake messages, by Wireshark's names. */
final class DtlsFields {
  private static final int SEQUENCE_BITS = 48;

  /** Where a part of a message tells its own length. */
  private static final int FRAGMENT_LENGTH = 9;

  private final FieldSequence record;
  private final FieldSequence fragment;

  DtlsFields(ValueNames contents, ValueNames handshakes) {
    record =
        FieldSequence.of(
            Field.u8("dtls.record.content_type", "Content Type").named(contents).repeating(),
            Field.u16("dtls.record.version", "Version").hexadecimal().repeating(),
            Field.u16("dtls.record.epoch", "Epoch").repeating(),
            Field.unsigned("dtls.record.sequence_number", "Sequence Number", SEQUENCE_BITS)
                .repeating(),
            Field.u16("dtls.record.length", "Length").repeating());
    fragment =
        FieldSequence.of(
            Field.u8("dtls.handshake.type", "Handshake Type").named(handshakes).repeating(),
            Field.u24("dtls.handshake.length", "Length").repeating(),
            Field.u16("dtls.handshake.message_seq", "Message Sequence").repeating(),
            Field.u24("dtls.handshake.fragment_offset", "Fragment Offset").repeating(),
            Field.u24("dtls.handshake.fragment_length", "Fragment Length").repeating());
  }

  LayerFields all() {
    List<Field> declared = new ArrayList<>(record.declared());
    declared.addAll(fragment.declared());
    return LayerFields.of(this::read, declared);
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    for (int at = packet.start(layer); Dtls.isRecord(bytes, at, limit); ) {
      int next = Dtls.next(bytes, at);
      int body = at + Dtls.HEADER;
      record.read(packet, layer, at, body, sink);
      if (Dtls.isClearHandshake(bytes, at)) {
        fragments(packet, layer, body, Math.min(next, limit), sink);
      }
      at = next;
    }
  }

  private void fragments(Packet packet, int layer, int from, int to, FieldSink sink) {
    int at = from;
    while (to - at >= Dtls.FRAGMENT_HEADER) {
      int body = at + Dtls.FRAGMENT_HEADER;
      fragment.read(packet, layer, at, body, sink);
      at = body + BigEndian.u24(packet.bytes(layer), at + FRAGMENT_LENGTH);
    }
  }
}
