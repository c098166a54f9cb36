package io.weft.protocol.link.pppoe;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** PPPoE: the tags of discovery belong to its layer, a session carries PPP. */
public final class PppoeDissector implements Dissector {
  private static final int ETHERTYPE_DISCOVERY = 0x8863;
  private static final int ETHERTYPE_SESSION = 0x8864;
  private static final int ETHERTYPE_PPP = 0x880B;

  private final Protocol protocol;
  private final DispatchTable byEtherType;

  private PppoeDissector(Protocol protocol, DispatchTable byEtherType) {
    this.protocol = protocol;
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    DispatchTable types = chain.table(Chain.Builder.ETHER_TYPE);
    chain
        .etherType(ETHERTYPE_DISCOVERY, new PppoeDissector(PppoeDiscovery.PROTOCOL, types))
        .etherType(ETHERTYPE_SESSION, new PppoeDissector(PppoeSession.PROTOCOL, types));
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Pppoe.HEADER_LENGTH)) {
      return null;
    }
    packet.narrow(Pppoe.HEADER_LENGTH + Pppoe.length(packet.bytes(), packet.offset()), protocol);
    if (!packet.enter(protocol, Pppoe.HEADER_LENGTH) || protocol == PppoeDiscovery.PROTOCOL) {
      return null;
    }
    return byEtherType.get(ETHERTYPE_PPP);
  }
}
