package io.weft.protocol.app.radius;

import io.weft.dissect.Packet;

/** Describes a packet in a line: its code and identifier. */
final class RadiusText {
  private RadiusText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    Radius radius = new Radius();
    packet.bindLayer(radius, layer);
    String name = Radius.codeName(radius.code());
    text.append(name == null ? "code " + radius.code() : name).append(" id=").append(radius.id());
  }
}
