package io.weft.protocol.transport;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;

/** Describes a transport header in a line by the two ports that it begins with. */
public final class PortsText {
  private static final int DESTINATION_PORT = 2;

  private PortsText() {}

  /**
   * Appends both ports; an {@link io.weft.dissect.chain.InfoColumn} for any protocol whose header
   * begins with them.
   */
  public static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    text.append(BigEndian.u16(bytes, at))
        .append(" → ")
        .append(BigEndian.u16(bytes, at + DESTINATION_PORT));
  }
}
