package io.weft.protocol.app.sip;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.PairingDatagrams;
import io.weft.protocol.app.sip.sdp.Sdp;

/** Joins the messages in datagrams, and announces the media of the calls that they set up. */
final class SipFlows implements DatagramProtocol {
  private final DatagramProtocol pairing = new PairingDatagrams<>(new SipConversation());

  @Override
  public Protocol protocol() {
    return Sip.PROTOCOL;
  }

  @Override
  public DatagramDissector create() {
    return new OfFlow(pairing.create());
  }

  private record OfFlow(DatagramDissector pairing) implements DatagramDissector {
    @Override
    public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
      pairing.onDatagram(direction, packet, layer, context);
      byte[] bytes = packet.bytes(layer);
      int limit = packet.limit(layer);
      int body = SipHeaders.description(bytes, packet.start(layer), limit);
      if (body >= 0) {
        Sdp.announce(bytes, body, limit, context);
      }
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
