package io.weft.protocol.app;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation.Facts;

/**
 * Joins the answers in the datagrams of a flow to their questions, by the rules of a {@link
 * Conversation}.
 */
public final class PairingDatagrams<F extends Facts> implements DatagramProtocol {
  private final Conversation<F> conversation;
  private final boolean isBeside;

  public PairingDatagrams(Conversation<F> conversation) {
    this(conversation, false);
  }

  private PairingDatagrams(Conversation<F> conversation, boolean isBeside) {
    this.conversation = conversation;
    this.isBeside = isBeside;
  }

  /** The same for a protocol that shares its ports with others. */
  public PairingDatagrams<F> beside() {
    return new PairingDatagrams<>(conversation, true);
  }

  @Override
  public Protocol protocol() {
    return conversation.protocol();
  }

  @Override
  public boolean isBeside() {
    return isBeside;
  }

  @Override
  public boolean leadsToOthers() {
    return conversation.announces();
  }

  @Override
  public DatagramDissector create() {
    return new OfFlow<>(conversation);
  }

  private static final class OfFlow<F extends Facts> implements DatagramDissector {
    /** Memory of this object without its queue, estimated in bytes. */
    private static final int BYTES = 24;

    private final Conversation<F> conversation;
    private final PairingQueue<F> queue;

    OfFlow(Conversation<F> conversation) {
      this.conversation = conversation;
      queue = new PairingQueue<>(conversation);
    }

    @Override
    public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
      F facts = conversation.read(packet, layer);
      Pairing pairing = facts == null ? null : pair(direction, packet, layer, facts, context);
      conversation.announce(direction, packet, layer, facts, pairing, context);
    }

    private Pairing pair(
        Direction direction, Packet packet, int layer, F facts, DatagramContext context) {
      int bytes = packet.wireLimit(layer) - packet.start(layer);
      Datagram datagram = Datagram.of(context.arrival(), bytes);
      Pairing pairing = queue.onMessage(direction, datagram, facts, context);
      if (pairing != null && context.attaches()) {
        context.attach(layer, pairing);
      }
      return pairing;
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
