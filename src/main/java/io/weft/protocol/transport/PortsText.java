package io.weft.protocol.transport;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;

/** The line of a packet list for headers that begin with two ports: all of the transports'. */
public final class PortsText {
  private static final int DESTINATION_PORT = 2;

  private PortsText() {}

  /** Appends the ports; as {@link io.weft.dissect.InfoColumn#describe}. */
  public static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    text.append(BigEndian.u16(bytes, at))
        .append(" → ")
        .append(BigEndian.u16(bytes, at + DESTINATION_PORT));
  }
}
