package io.weft.protocol.network.ipv6;

import io.weft.dissect.Packet;
import io.weft.dissect.chain.InfoColumn;

/** Gives the addresses of a packet, and describes IP where no layer above it could be read. */
final class Ipv6Text implements InfoColumn {
  @Override
  public void describe(Packet packet, int layer, StringBuilder text) {
    Ipv6 ip = new Ipv6();
    packet.bindLayer(ip, layer);
    text.append("next header ").append(ip.nextHeader());
  }

  @Override
  public boolean addresses(
      Packet packet, int layer, StringBuilder source, StringBuilder destination) {
    Ipv6 ip = new Ipv6();
    packet.bindLayer(ip, layer);
    source.append(ip.sourceText());
    destination.append(ip.destinationText());
    return true;
  }

  /** Describes a fragment that did not complete its datagram. */
  static void describeFragment(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    text.append("fragment of ")
        .append(Math.max(0, packet.wireLimit(layer) - at - FragmentHeader.LENGTH))
        .append(" bytes at ")
        .append(FragmentHeader.fragmentOffset(bytes, at))
        .append(FragmentHeader.hasMoreFragments(bytes, at) ? "" : ", the last")
        .append(", id 0x")
        .append(Integer.toHexString(FragmentHeader.identification(bytes, at)))
        .append(", next header ")
        .append(ExtensionHeader.nextHeader(bytes, at));
  }
}
