package io.weft.protocol.app.websocket;

import io.weft.dissect.Packet;

/** Describes a frame: {@code Text [FIN] [MASKED]}. */
final class WebSocketText {
  private WebSocketText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    if (FrameHeader.length(bytes, at, packet.limit(layer)) == 0) {
      return;
    }
    text.append(WebSocketFields.OPCODES.name(bytes[at] & FrameHeader.OPCODE));
    if ((bytes[at] & FrameHeader.FINAL) != 0) {
      text.append(" [FIN]");
    }
    if ((bytes[at + 1] & FrameHeader.MASKED) != 0) {
      text.append(" [MASKED]");
    }
  }
}
