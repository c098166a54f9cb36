package io.weft.protocol.app.dhcp;

import io.weft.bytes.Addresses;
import io.weft.dissect.Packet;

/** Describes a message in a line: its kind, its transaction, and the address that it gives. */
final class DhcpText {
  private DhcpText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    Dhcp dhcp = new Dhcp();
    packet.bindLayer(dhcp, layer);
    int type = dhcp.messageType();
    String kind = type == 0 ? DhcpNames.operation(dhcp.operation()) : DhcpNames.message(type);
    text.append(kind == null ? "message " + type : kind)
        .append(" transaction 0x")
        .append(Long.toHexString(dhcp.transaction()));
    if (dhcp.yourAddress() != 0) {
      text.append(' ').append(Addresses.ipv4(dhcp.yourAddress()));
    }
  }
}
