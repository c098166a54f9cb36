package io.weft.protocol.app.socks;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;

/** A message between a client and its proxy, before the proxy carries bytes for it. */
public final class Socks extends View {
  public static final Protocol PROTOCOL = Protocol.of("socks", "Socks Protocol");

  /** The port that is registered at IANA. */
  static final int PORT = 1080;

  /** Adds the protocol on TCP to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, Socks::describe);
    chain.stream(
        StreamProtocol.of(PROTOCOL, SocksProbe::probe, SocksDissector::new)
            .ports(PORT)
            .leadingToOthers());
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    int first = BigEndian.u8(packet.bytes(layer), packet.start(layer));
    text.append(first == SocksMessages.VERSION_4 || first == 0 ? "SOCKS 4" : "SOCKS 5");
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
