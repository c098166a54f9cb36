package io.weft.protocol.transport.udp;

import io.weft.dissect.Packet;
import io.weft.protocol.transport.PortsText;

/** Describes a datagram in a line: its ports and the length of its payload. */
final class UdpText {
  private UdpText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    Udp udp = new Udp();
    packet.bindLayer(udp, layer);
    PortsText.describe(packet, layer, text);
    text.append(" Len=").append(udp.payloadLength());
  }
}
