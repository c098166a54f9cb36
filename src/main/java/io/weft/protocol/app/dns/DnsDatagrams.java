package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
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

    /** Made with the first message whose standing somebody looks at. */
    private DnsTransactions transactions;

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
      if (context.attaches()) {
        stand(packet, layer, context);
      }
    }

    private void stand(Packet packet, int layer, DatagramContext context) {
      byte[] bytes = packet.bytes(layer);
      int at = packet.start(layer);
      if (packet.limit(layer) - at < Dns.HEADER_LENGTH) {
        return;
      }
      boolean isWhole = DnsDissector.check(bytes, at, packet.limit(layer)) >= 0;
      if (transactions == null) {
        transactions = new DnsTransactions();
      }
      int id = BigEndian.u16(bytes, at);
      DnsStanding standing =
          Dns.isResponse(Dns.flags(bytes, at))
              ? transactions.onResponse(id, context.arrival())
              : transactions.onQuery(id, context.arrival());
      if (standing != null && isWhole) { // Wireshark gives up before it comes to that
        context.attach(layer, standing);
      }
    }

    @Override
    public void onEnd(DatagramContext context) {
      pairing.onEnd(context);
    }

    @Override
    public int memory() {
      return pairing.memory() + (transactions == null ? 0 : transactions.memory());
    }
  }
}
