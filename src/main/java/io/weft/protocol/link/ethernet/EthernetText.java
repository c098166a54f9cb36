package io.weft.protocol.link.ethernet;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.InfoColumn;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.EthernetHeader;

/**
 * Describes a frame in a line, and gives the addresses of packets without addresses of a higher
 * layer.
 */
final class EthernetText implements InfoColumn {
  private static final int DESTINATION = 0;
  private static final int SOURCE = 6;

  @Override
  public void describe(Packet packet, int layer, StringBuilder text) {
    int type = EthernetHeader.type(packet.bytes(layer), packet.start(layer));
    if (type < EtherType.MIN) {
      text.append("IEEE 802.3, ").append(type).append(" bytes");
    } else {
      text.append("ethertype 0x").append(Integer.toHexString(type));
    }
  }

  @Override
  public boolean addresses(
      Packet packet, int layer, StringBuilder source, StringBuilder destination) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    append(source, bytes, at + SOURCE);
    append(destination, bytes, at + DESTINATION);
    return true;
  }

  private static void append(StringBuilder text, byte[] bytes, int at) {
    boolean broadcast = BigEndian.u16(bytes, at) == 0xFFFF && BigEndian.i32(bytes, at + 2) == -1;
    text.append(broadcast ? "broadcast" : Addresses.mac(bytes, at));
  }
}
