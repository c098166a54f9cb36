package io.weft.protocol.app.dns;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Reads the queries and responses in the datagrams of flows. */
final class DnsDatagrams implements DatagramProtocol {
  private final Protocol protocol;

  DnsDatagrams(Protocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public DatagramDissector create() {
    return new OfFlow(protocol);
  }

  private static final class OfFlow implements DatagramDissector {
    private final DnsPairing pairing;

    OfFlow(Protocol protocol) {
      pairing = new DnsPairing(protocol);
    }

    @Override
    public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
      pairing.onMessage(
          direction,
          packet.bytes(layer),
          packet.start(layer),
          packet.limit(layer),
          context.arrival(),
          context);
    }

    @Override
    public void onEnd(DatagramContext context) {
      pairing.onEnd(context);
    }

    @Override
    public int memory() {
      return pairing.memory();
    }
  }
}
