package io.weft.protocol.transport.tcp;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/**
 * TCP. What a segment carries belongs to its connection's stream, not to the packet: the chain ends
 * here.
 */
public final class TcpDissector implements Dissector {
  private static final int IP_PROTOCOL_TCP = 6;

  private TcpDissector() {}

  public static void register(Chain.Builder chain) {
    chain.text(Tcp.PROTOCOL, new TcpText());
    chain.fields(Tcp.PROTOCOL, Tcp.FIELDS);
    chain.ipProtocol(IP_PROTOCOL_TCP, new TcpDissector());
  }

  @Override
  public Protocol protocol() {
    return Tcp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    int there = packet.available();
    if (!packet.require(Tcp.MIN_HEADER_LENGTH)) {
      if (packet.inQuote() && there >= Tcp.QUOTED_LENGTH) {
        packet.padQuote(Tcp.MIN_HEADER_LENGTH);
        packet.enter(Tcp.PROTOCOL, there);
      }
      return null;
    }
    int headerLength = Tcp.headerLength(packet.bytes(), packet.offset());
    if (headerLength < Tcp.MIN_HEADER_LENGTH) {
      packet.note(Anomaly.BAD_HEADER_LENGTH, 0, there);
      packet.enter(Tcp.PROTOCOL, there);
    } else {
      packet.enter(Tcp.PROTOCOL, packet.require(headerLength) ? headerLength : there);
    }
    return null;
  }
}
