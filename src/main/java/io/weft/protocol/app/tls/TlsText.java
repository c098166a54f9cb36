package io.weft.protocol.app.tls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.protocol.app.tls.number.HandshakeType;
import io.weft.protocol.app.tls.number.TlsNames;

/** Describes a record by its messages: {@code client_hello (shop.test)}. */
final class TlsText {
  private TlsText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int to = packet.limit(layer);
    int body = at + RecordHeader.LENGTH;
    int type = RecordHeader.type(bytes, at);
    if (type == RecordHeader.HANDSHAKE && to > body) {
      messages(bytes, body, to, text);
    } else if (type == RecordHeader.ALERT && to - body == 2) {
      text.append("alert ")
          .append(TlsNames.ALERT_LEVELS.text(bytes[body] & 0xFF))
          .append(' ')
          .append(TlsNames.ALERTS.text(bytes[body + 1] & 0xFF));
    } else {
      text.append(TlsNames.CONTENTS.text(type));
      if (type == RecordHeader.HANDSHAKE || type == RecordHeader.ALERT) {
        text.append(" (encrypted)");
      }
    }
  }

  private static void messages(byte[] bytes, int from, int to, StringBuilder text) {
    String separator = "";
    for (int at = from; to - at >= HandshakeType.HEADER; ) {
      int body = at + HandshakeType.HEADER;
      int next = body + BigEndian.u24(bytes, at + 1);
      int type = bytes[at] & 0xFF;
      text.append(separator).append(TlsNames.HANDSHAKES.text(type));
      if (type == HandshakeType.CLIENT_HELLO) {
        String name = new ClientHello(bytes, body, Math.min(next, to)).serverName();
        if (name != null) {
          text.append(" (").append(name).append(')');
        }
      }
      separator = ", ";
      at = next;
    }
  }
}
