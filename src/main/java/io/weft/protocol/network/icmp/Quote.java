package io.weft.protocol.network.icmp;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** The beginning of a packet behind the header of the error message that it led to. */
final class Quote {
  private final DispatchTable byEtherType;
  private final int etherType;

  Quote(Chain.Builder chain, int etherType) {
    byEtherType = chain.table(Chain.Builder.ETHER_TYPE);
    this.etherType = etherType;
  }

  /**
   * @param length of the quote in bytes; 0 where it is all that follows (RFC 4884, section 4)
   */
  Dissector begin(Packet packet, int length, Protocol by) {
    if (length != 0 && length <= packet.wireLimit() - packet.offset()) {
      packet.narrow(length, by);
    }
    packet.beginQuote();
    return packet.available() == 0 ? null : byEtherType.get(etherType);
  }

  /** For messages that quote nothing. */
  Dissector none() {
    return byEtherType.otherwise();
  }
}
