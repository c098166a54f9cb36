package io.weft.protocol.app.ntp;

import io.weft.dissect.Packet;

/** Describes a message in a line: version and mode. */
final class NtpText {
  private NtpText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    text.append("version ")
        .append(Ntp.version(bytes, at))
        .append(' ')
        .append(Ntp.modeName(Ntp.mode(bytes, at)));
  }
}
