package io.weft.protocol.link;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** LLC, dispatched by service access point or, with SNAP, mostly by ethertype. */
final class LlcDissector implements Dissector {
  private static final int ENCAPSULATED_ETHERNET = 0x000000;
  private static final int CISCO_90 = 0x0000F8;
  private static final int APPLE = 0x080007;

  private final DispatchTable bySap;
  private final DispatchTable byEtherType;

  LlcDissector(Chain.Builder chain) {
    bySap = chain.table(Chain.Builder.LLC_SAP);
    byEtherType = chain.table(Chain.Builder.ETHER_TYPE);
  }

  @Override
  public Protocol protocol() {
    return Llc.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Llc.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    boolean snap = Llc.isSnap(bytes, at);
    int length = 2 + Llc.controlLength(bytes, at) + (snap ? Llc.SNAP_LENGTH : 0);
    if (!packet.require(length) || !packet.enter(Llc.PROTOCOL, length)) {
      return null;
    }
    if (!Llc.isInformation(bytes, at)) {
      return byEtherType.otherwise();
    }
    return snap ? snap(bytes, at) : bySap.get(Llc.dsap(bytes, at));
  }

  private Dissector snap(byte[] bytes, int at) {
    int organization = Llc.organization(bytes, at);
    if (organization == ENCAPSULATED_ETHERNET
        || organization == CISCO_90
        || organization == APPLE) {
      return byEtherType.get(Llc.protocolId(bytes, at));
    }
    return byEtherType.otherwise();
  }
}
