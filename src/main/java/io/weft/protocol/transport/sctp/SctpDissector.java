package io.weft.protocol.transport.sctp;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.transport.PortsText;

/**
 * SCTP's common header. Chunks are bundled, repeated and cut like a stream: the chain ends here.
 */
public final class SctpDissector implements Dissector {
  private static final int IP_PROTOCOL_SCTP = 132;

  private SctpDissector() {}

  public static void register(Chain.Builder chain) {
    chain.text(Sctp.PROTOCOL, PortsText::describe);
    chain.ipProtocol(IP_PROTOCOL_SCTP, new SctpDissector());
  }

  @Override
  public Protocol protocol() {
    return Sctp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (packet.require(Sctp.HEADER_LENGTH)) {
      packet.enter(Sctp.PROTOCOL, Sctp.HEADER_LENGTH);
    }
    return null;
  }
}
