package io.weft.protocol.app.stun;

import io.weft.dissect.Packet;

/** Describes a message in a line: its method and class. */
final class StunText {
  private StunText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    Stun stun = new Stun();
    packet.bindLayer(stun, layer);
    String method = Stun.methodName(Stun.method(stun.type()));
    text.append(method == null ? "method " + Stun.method(stun.type()) : method)
        .append(' ')
        .append(Stun.className(Stun.messageClass(stun.type())));
  }
}
