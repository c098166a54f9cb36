package io.weft.protocol.link.arp;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** ARP and its reverse. What is behind the addresses is padding. */
public final class ArpDissector implements Dissector {
  private static final int ETHERTYPE_ARP = 0x0806;
  private static final int ETHERTYPE_RARP = 0x8035;

  private ArpDissector() {}

  public static void register(Chain.Builder chain) {
    chain.text(Arp.PROTOCOL, new ArpText());
    ArpDissector arp = new ArpDissector();
    chain.etherType(ETHERTYPE_ARP, arp).etherType(ETHERTYPE_RARP, arp);
  }

  @Override
  public Protocol protocol() {
    return Arp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Arp.FIXED_LENGTH)) {
      return null;
    }
    int length = Arp.length(packet.bytes(), packet.offset());
    if (packet.require(length)) {
      packet.narrow(length, Arp.PROTOCOL);
    }
    packet.enter(Arp.PROTOCOL, Math.min(length, packet.available()));
    return null;
  }
}
