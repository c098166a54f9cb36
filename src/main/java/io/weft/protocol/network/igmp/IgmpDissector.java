package io.weft.protocol.network.igmp;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** IGMP. */
public final class IgmpDissector implements Dissector {
  private static final int IP_PROTOCOL_IGMP = 2;

  private IgmpDissector() {}

  public static void register(Chain.Builder chain) {
    chain.text(Igmp.PROTOCOL, IgmpText::describe);
    chain.ipProtocol(IP_PROTOCOL_IGMP, new IgmpDissector());
  }

  @Override
  public Protocol protocol() {
    return Igmp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (packet.require(Igmp.HEADER_LENGTH)) {
      packet.enter(Igmp.PROTOCOL, Igmp.HEADER_LENGTH);
    }
    return null;
  }
}
