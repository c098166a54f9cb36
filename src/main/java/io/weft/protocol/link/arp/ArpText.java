package io.weft.protocol.link.arp;

import io.weft.bytes.Addresses;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.InfoColumn;

/** Describes an ARP message in a line: who asks for which address, and who has it. */
final class ArpText implements InfoColumn {
  @Override
  public void describe(Packet packet, int layer, StringBuilder text) {
    Arp arp = new Arp();
    packet.bindLayer(arp, layer);
    if (!arp.isEthernetIpv4()) {
      text.append("operation ").append(arp.operation());
      return;
    }
    String sender = Addresses.ipv4(arp.senderIp());
    String target = Addresses.ipv4(arp.targetIp());
    switch (arp.operation()) {
      case Arp.REQUEST -> {
        if (arp.senderIp() == arp.targetIp()) {
          text.append(sender).append(" announces itself");
        } else if (arp.senderIp() == 0) {
          text.append("is anybody ").append(target).append('?');
        } else {
          text.append("who has ").append(target).append("? tell ").append(sender);
        }
      }
      case Arp.REPLY -> text.append(sender).append(" is at ").append(arp.senderMacText());
      default -> text.append("operation ").append(arp.operation()).append(" from ").append(sender);
    }
  }
}
