package io.weft.protocol.app.stun;

import io.weft.dissect.Packet;

/** Describes a message in a line: its method and class, or the channel of relayed data. */
final class StunText {
  private StunText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    Stun stun = new Stun();
    packet.bindLayer(stun, layer);
    if (Channel.is(packet.bytes(layer), packet.start(layer))) {
      text.append("data of channel 0x").append(Integer.toHexString(stun.type()));
      return;
    }
    String method = Stun.methodName(Stun.method(stun.type()));
    text.append(method == null ? "method " + Stun.method(stun.type()) : method)
        .append(' ')
        .append(Stun.className(Stun.messageClass(stun.type())));
  }
}
