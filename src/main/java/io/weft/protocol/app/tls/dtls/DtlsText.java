package io.weft.protocol.app.tls.dtls;

import io.weft.dissect.Packet;
import io.weft.protocol.app.tls.number.TlsNames;

/** Describes a datagram by its records: {@code client_hello}, {@code application_data}. */
final class DtlsText {
  private DtlsText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    String separator = "";
    for (int at = packet.start(layer); Dtls.isRecord(bytes, at, limit); ) {
      int message = at + Dtls.HEADER;
      boolean isClear =
          message < limit
              && (packet.attached(layer) == Dtls.Content.DECRYPTED
                  ? bytes[at] == Dtls.HANDSHAKE
                  : Dtls.isClearHandshake(bytes, at));
      String name = isClear ? TlsNames.HANDSHAKES.name(bytes[message] & 0xFF) : null;
      text.append(separator).append(name == null ? TlsNames.CONTENTS.name(bytes[at]) : name);
      separator = ", ";
      at = Dtls.next(bytes, at);
    }
  }
}
