package io.weft.protocol.transport;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.protocol.transport.udp.Udp;

/** Ports, and what else datagram headers say. */
public final class PortsText {
  private PortsText() {}

  public static void describeUdp(Packet packet, int layer, StringBuilder text) {
    Udp udp = new Udp();
    packet.bindLayer(udp, layer);
    describe(packet, layer, text);
    text.append(" Len=").append(udp.payloadLength());
  }

  /** For all headers that begin with the two ports: those of SCTP, DCCP and UDP-Lite, too. */
  public static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    text.append(BigEndian.u16(bytes, at)).append(" → ").append(BigEndian.u16(bytes, at + 2));
  }
}
