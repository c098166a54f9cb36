package io.weft.protocol.network.ipv4;

import io.weft.bytes.Addresses;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.InfoColumn;

/** Gives the addresses of a packet, and describes IP where no layer above it could be read. */
final class Ipv4Text implements InfoColumn {
  @Override
  public void describe(Packet packet, int layer, StringBuilder text) {
    Ipv4 ip = new Ipv4();
    packet.bindLayer(ip, layer);
    if (ip.isFragment()) {
      text.append("fragment of ")
          .append(Math.max(0, ip.totalLength() - ip.headerLength()))
          .append(" bytes at ")
          .append(ip.fragmentOffset())
          .append(ip.hasMoreFragments() ? "" : ", the last")
          .append(", id 0x")
          .append(Integer.toHexString(ip.identification()))
          .append(", ");
    }
    text.append("IP protocol ").append(ip.nextProtocol());
  }

  @Override
  public boolean addresses(
      Packet packet, int layer, StringBuilder source, StringBuilder destination) {
    Ipv4 ip = new Ipv4();
    packet.bindLayer(ip, layer);
    Addresses.appendIpv4(source, ip.source());
    Addresses.appendIpv4(destination, ip.destination());
    return true;
  }
}
