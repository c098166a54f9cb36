package io.weft.protocol.tunnel.geneve;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Geneve on its registered port. */
public final class GeneveDissector implements Dissector {
  private static final int UDP_PORT_GENEVE = 6081;

  private final DispatchTable byEtherType;

  private GeneveDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    chain.udpPort(UDP_PORT_GENEVE, new GeneveDissector(chain.table(Chain.Builder.ETHER_TYPE)));
  }

  @Override
  public Protocol protocol() {
    return Geneve.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Geneve.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    if (Geneve.version(bytes, at) != 0) {
      return packet.reject(Anomaly.BAD_VERSION);
    }
    int length = Geneve.headerLength(bytes, at);
    return packet.require(length) && packet.enter(Geneve.PROTOCOL, length)
        ? byEtherType.get(Geneve.protocolType(bytes, at))
        : null;
  }
}
