package io.weft.protocol.transport.dccp;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.transport.PortsText;

/** DCCP; who reads its data depends on a service code agreed upon earlier. */
public final class DccpDissector implements Dissector {
  private static final int IP_PROTOCOL_DCCP = 33;

  private final Dissector data;

  private DccpDissector(Dissector data) {
    this.data = data;
  }

  public static void register(Chain.Builder chain) {
    chain.text(Dccp.PROTOCOL, PortsText::describe);
    chain.ipProtocol(IP_PROTOCOL_DCCP, new DccpDissector(chain.data()));
  }

  @Override
  public Protocol protocol() {
    return Dccp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Dccp.MIN_HEADER_LENGTH)) {
      return null;
    }
    int length = Dccp.headerLength(packet.bytes(), packet.offset());
    if (length < Dccp.MIN_HEADER_LENGTH) {
      return packet.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    return packet.require(length) && packet.enter(Dccp.PROTOCOL, length) ? data : null;
  }
}
