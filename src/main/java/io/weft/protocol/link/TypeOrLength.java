package io.weft.protocol.link;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.ethernet.Ethernet;
import io.weft.protocol.link.llc.LlcDissector;

/**
 * The field that is an ethertype or a length, and what follows from it (IEEE 802.3, clause 3.2.6).
 */
public final class TypeOrLength {
  private static final int MAX_LENGTH = 1500;

  private final DispatchTable byEtherType;
  private final Dissector llc;
  private final Dissector data;

  public TypeOrLength(Chain.Builder chain) {
    byEtherType = chain.table(Chain.Builder.ETHER_TYPE);
    llc = new LlcDissector(chain);
    data = chain.data();
  }

  public Dissector next(Packet packet, int value, Protocol by) {
    if (value >= Ethernet.MIN_ETHER_TYPE) {
      return byEtherType.get(value);
    }
    if (value > MAX_LENGTH) {
      return data;
    }
    packet.narrow(value, by);
    return llc;
  }
}
