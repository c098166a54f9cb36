package io.weft.protocol.app.rpc;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.Pairing;
import io.weft.protocol.app.PairingQueue;

/** Flows of calls; a datagram that nobody recognises is a reply where a call of the flow waits. */
final class RpcFlows implements DatagramProtocol {
  private static final RpcConversation CONVERSATION = new RpcConversation();

  @Override
  public Protocol protocol() {
    return Rpc.PROTOCOL;
  }

  @Override
  public DatagramDissector create() {
    return new OfFlow();
  }

  @Override
  public boolean goesOnWith(byte[] bytes, int from, int to) {
    return Rpc.mayBeReply(bytes, from, to);
  }

  private static final class OfFlow implements DatagramDissector {
    /** Memory of this object without its queue, estimated in bytes. */
    private static final int BYTES = 16;

    private final PairingQueue<RpcConversation.Facts> queue = new PairingQueue<>(CONVERSATION);

    @Override
    public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
      RpcConversation.Facts facts = CONVERSATION.read(packet, layer);
      RpcConversation.Facts asked = facts.call() != null ? facts : queue.asked(direction, facts);
      if (asked == null) {
        return; // it repeats a reply, or it is none
      }
      int bytes = packet.wireLimit(layer) - packet.start(layer);
      Datagram datagram = Datagram.of(context.arrival(), bytes);
      Pairing pairing = queue.onMessage(direction, datagram, facts, context);
      if (facts.call() == null && context.attaches()) {
        context.identify(layer, Rpc.PROTOCOL, new RpcReply(asked.call(), pairing));
      }
    }

    @Override
    public void onEnd(DatagramContext context) {
      queue.giveUp(context);
    }

    @Override
    public int memory() {
      return BYTES + queue.memory();
    }
  }
}
