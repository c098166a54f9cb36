package io.weft.protocol.app.tls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.tls.field.HandshakeFields;
import io.weft.protocol.app.tls.number.HandshakeType;
import io.weft.protocol.app.tls.number.TlsNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a record, by Wireshark's names: of its header, and of the handshake messages or the
 * alert in it.
 */
final class TlsFields {
  private static final int ALERT_BYTES = 2;

  private final FieldSequence record =
      FieldSequence.of(
          Field.u8("tls.record.content_type", "Content Type").named(TlsNames.CONTENTS),
          Field.u16("tls.record.version", "Version").hexadecimal().named(TlsNames.VERSIONS),
          Field.u16("tls.record.length", "Length"));

  private final HandshakeFields messages = HandshakeFields.ofTls();

  private TlsFields() {}

  static LayerFields all() {
    TlsFields fields = new TlsFields();
    List<Field> declared = new ArrayList<>(fields.record.declared());
    declared.addAll(fields.messages.declared());
    return LayerFields.of(fields::read, declared);
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int to = packet.payload(layer);
    int body = record.read(packet, layer, at, to, sink);
    if (body == FieldSequence.CUT || body == to) {
      return;
    }
    if (RecordHeader.type(bytes, at) == RecordHeader.HANDSHAKE) {
      while (to - body >= HandshakeType.HEADER) {
        int from = body + HandshakeType.HEADER;
        int next = from + BigEndian.u24(bytes, body + 1);
        messages.header(bytes, body, to, sink);
        messages.body(bytes[body] & 0xFF, bytes, from, Math.min(next, to), sink);
        body = next;
      }
    } else if (RecordHeader.type(bytes, at) == RecordHeader.ALERT && to - body == ALERT_BYTES) {
      messages.alert(bytes, body, to, sink);
    }
  }
}
