package io.weft.protocol.app.dns;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Queries and responses in the datagrams of a flow. */
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

  private static final class OfFlow implements DatagramDissector, DnsPairing.Output {
    private final DnsPairing pairing;
    private DatagramContext context;

    OfFlow(Protocol protocol) {
      pairing = new DnsPairing(protocol);
    }

    @Override
    public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
      this.context = context;
      pairing.onMessage(
          direction,
          packet.bytes(layer),
          packet.start(layer),
          packet.limit(layer),
          packet.timeNanos(),
          packet.number(),
          this);
    }

    @Override
    public void onEnd(DatagramContext context) {
      this.context = context;
      pairing.onEnd(this);
    }

    @Override
    public int memory() {
      return pairing.memory();
    }

    @Override
    public void emit(Exchange exchange) {
      context.emit(exchange);
    }

    @Override
    public void name(boolean ipv6, long high, long low, String name) {
      context.name(ipv6, high, low, name);
    }
  }
}
