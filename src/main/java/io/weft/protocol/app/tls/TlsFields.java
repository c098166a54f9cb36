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

  /**
   * Is attached to the layer of an encrypted record of TLS 1.3, whose header does not tell what the
   * record holds (RFC 8446 section 5.2).
   */
  static final Object OPAQUE = new Object();

  private final Field contentType =
      Field.u8("tls.record.content_type", "Content Type").named(TlsNames.CONTENTS);
  private final Field opaqueType =
      Field.u8("tls.record.opaque_type", "Opaque Type").named(TlsNames.CONTENTS);
  private final Field version =
      Field.u16("tls.record.version", "Version").hexadecimal().named(TlsNames.VERSIONS);
  private final Field length = Field.u16("tls.record.length", "Length");
  private final FieldSequence record = FieldSequence.of(contentType, version, length);
  private final FieldSequence opaqueRecord = FieldSequence.of(opaqueType, version, length);

  private final HandshakeFields messages = HandshakeFields.ofTls();

  private TlsFields() {}

  static LayerFields all() {
    TlsFields fields = new TlsFields();
    List<Field> declared = new ArrayList<>(fields.record.declared());
    declared.add(1, fields.opaqueType);
    declared.addAll(fields.messages.declared());
    return LayerFields.of(fields::read, declared);
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int to = packet.payload(layer);
    boolean isOpaque = packet.attached(layer) == OPAQUE;
    int body = (isOpaque ? opaqueRecord : record).read(packet, layer, at, to, sink);
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
