package io.weft.protocol.link.ethernet;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.TypeOrLength;

/** Ethernet II, and 802.3 where the type field is a length. */
public final class EthernetDissector implements Dissector {
  private static final int LINKTYPE_ETHERNET = 1;

  /** Transparent Ethernet bridging, as in GRE and Geneve. */
  private static final int ETHERTYPE_BRIDGED = 0x6558;

  private final TypeOrLength payload;

  private EthernetDissector(TypeOrLength payload) {
    this.payload = payload;
  }

  public static void register(Chain.Builder chain) {
    chain.text(Ethernet.PROTOCOL, new EthernetText());
    chain.fields(Ethernet.PROTOCOL, Ethernet.FIELDS);
    EthernetDissector ethernet = new EthernetDissector(new TypeOrLength(chain));
    chain.linkType(LINKTYPE_ETHERNET, ethernet).etherType(ETHERTYPE_BRIDGED, ethernet);
  }

  @Override
  public Protocol protocol() {
    return Ethernet.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Ethernet.HEADER_LENGTH)) {
      return null;
    }
    int type = Ethernet.type(packet.bytes(), packet.offset());
    if (!packet.enter(Ethernet.PROTOCOL, Ethernet.HEADER_LENGTH)) {
      return null;
    }
    return payload.next(packet, type, Ethernet.PROTOCOL);
  }
}
