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
    int at = packet.start(layer);
    int cidLength = packet.attached(layer) instanceof ConnectionIds ids ? ids.length() : 0;
    int message;
    while ((message = Dtls.body(bytes, at, limit, cidLength)) >= 0) {
      boolean isClear =
          message < limit
              && (packet.attached(layer) == Dtls.Content.DECRYPTED
                  ? bytes[at] == Dtls.HANDSHAKE
                  : Dtls.isClearHandshake(bytes, at));
      String name = isClear ? TlsNames.HANDSHAKES.name(bytes[message] & 0xFF) : null;
      text.append(separator).append(name == null ? TlsNames.CONTENTS.name(bytes[at]) : name);
      separator = ", ";
      at = Dtls.behind(bytes, message);
    }
  }
}
