package io.weft.protocol.tunnel.nsh;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.tunnel.NextProtocol;

/** NSH, on a link or in a tunnel. */
public final class NshDissector implements Dissector {
  private static final int ETHERTYPE_NSH = 0x894F;

  private final NextProtocol next;

  private NshDissector(NextProtocol next) {
    this.next = next;
  }

  public static void register(Chain.Builder chain) {
    chain.etherType(ETHERTYPE_NSH, new NshDissector(new NextProtocol(chain)));
  }

  @Override
  public Protocol protocol() {
    return Nsh.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Nsh.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int length = Nsh.headerLength(bytes, at);
    if (length < Nsh.MIN_HEADER_LENGTH) {
      return packet.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    return packet.require(length) && packet.enter(Nsh.PROTOCOL, length)
        ? next.get(Nsh.nextProtocol(bytes, at))
        : null;
  }
}
