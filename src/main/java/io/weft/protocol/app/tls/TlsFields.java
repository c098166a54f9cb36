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

  private final Field mark = Field.presence("tls.record", "Record Layer");
  private final Field changeCipher =
      Field.presence("tls.change_cipher_spec", "Change Cipher Spec Message");
  private final Field heartbeat = Field.presence("tls.heartbeat_message", "Heartbeat Message");
  private final HandshakeFields messages = HandshakeFields.ofTls();
  private final Field ja3Text =
      Field.text("tls.handshake.ja3_full", "JA3 Fullstring").repeating().generated();
  private final Field ja3 = Field.text("tls.handshake.ja3", "JA3").repeating().generated();
  private final Field ja3sText =
      Field.text("tls.handshake.ja3s_full", "JA3S Fullstring").repeating().generated();
  private final Field ja3s = Field.text("tls.handshake.ja3s", "JA3S").repeating().generated();

  private TlsFields() {}

  static LayerFields all() {
    TlsFields fields = new TlsFields();
    List<Field> declared = new ArrayList<>(fields.record.declared());
    declared.add(0, fields.mark);
    declared.add(2, fields.opaqueType);
    declared.addAll(List.of(fields.changeCipher, fields.heartbeat));
    declared.addAll(fields.messages.declared());
    declared.addAll(List.of(fields.ja3Text, fields.ja3, fields.ja3sText, fields.ja3s));
    return LayerFields.of(fields::read, declared);
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int to = packet.payload(layer);
    mark(mark, at, to, sink);
    boolean isOpaque = packet.attached(layer) == OPAQUE;
    int body = (isOpaque ? opaqueRecord : record).read(packet, layer, at, to, sink);
    if (body == FieldSequence.CUT) {
      return;
    }
    switch (RecordHeader.type(bytes, at)) {
      case RecordHeader.CHANGE_CIPHER_SPEC -> mark(changeCipher, body, to, sink);
      case RecordHeader.HEARTBEAT -> mark(heartbeat, body, to, sink);
      case RecordHeader.HANDSHAKE -> readMessages(bytes, body, to, sink);
      case RecordHeader.ALERT -> {
        if (to - body == ALERT_BYTES) {
          messages.alert(bytes, body, to, sink);
        } else {
          messages.sealedAlert(body, to, sink);
        }
      }
      default -> {} // data, of which nothing but the header is kept
    }
  }

  private static void mark(Field presence, int from, int to, FieldSink sink) {
    if (sink.wants(presence)) {
      sink.flag(presence, true, from, to - from);
    }
  }

  private void readMessages(byte[] bytes, int from, int to, FieldSink sink) {
    if (from == to) {
      messages.sealed(from, to, sink);
    }
    for (int at = from; to - at >= HandshakeType.HEADER; ) {
      int body = at + HandshakeType.HEADER;
      int next = body + BigEndian.u24(bytes, at + 1);
      int type = bytes[at] & 0xFF;
      messages.header(bytes, at, to, sink);
      messages.body(type, bytes, body, Math.min(next, to), sink);
      if (type == HandshakeType.CLIENT_HELLO && (sink.wants(ja3Text) || sink.wants(ja3))) {
        String text = Ja3.text(new ClientHello(bytes, body, Math.min(next, to)));
        fingerprint(ja3Text, ja3, text, body, sink);
      } else if (type == HandshakeType.SERVER_HELLO && (sink.wants(ja3sText) || sink.wants(ja3s))) {
        String text = Ja3.text(new ServerHello(bytes, body, Math.min(next, to)));
        fingerprint(ja3sText, ja3s, text, body, sink);
      }
      at = next;
    }
  }

  private static void fingerprint(
      Field textField, Field digestField, String text, int at, FieldSink sink) {
    if (sink.wants(textField)) {
      sink.text(textField, text, at, 0);
    }
    if (sink.wants(digestField)) {
      sink.text(digestField, Ja3.md5(text), at, 0);
    }
  }
}
