package io.weft.protocol.app;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation.Facts;
import io.weft.protocol.app.Conversation.Message;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Joins the answers in the datagrams of a flow to their questions, by the rules of a {@link
 * Conversation}.
 */
public final class PairingDatagrams<F extends Facts> implements DatagramProtocol {
  /** Most questions of a flow that wait. One more, and the oldest is reported unanswered. */
  static final int MAX_WAITING = 128;

  private final Conversation<F> conversation;

  public PairingDatagrams(Conversation<F> conversation) {
    this.conversation = conversation;
  }

  @Override
  public Protocol protocol() {
    return conversation.protocol();
  }

  @Override
  public DatagramDissector create() {
    return new OfFlow<>(conversation);
  }

  /** A question that waits. */
  private static final class Waiting<F extends Facts> {
    /** Memory of this object without the facts, estimated in bytes. */
    private static final int BYTES = 40 + Datagram.MEMORY;

    private final Direction direction;
    private final Datagram datagram;
    private final F facts;
    private int retries;

    Waiting(Direction direction, Datagram datagram, F facts) {
      this.direction = direction;
      this.datagram = datagram;
      this.facts = facts;
    }

    Message<F> message() {
      return new Message<>(datagram, facts, retries);
    }

    int memory() {
      return BYTES + facts.memory();
    }
  }

  private static final class OfFlow<F extends Facts> implements DatagramDissector {
    /** Memory of this object without what waits, estimated in bytes. */
    private static final int BYTES = 160;

    private final Conversation<F> conversation;
    private final ArrayDeque<Waiting<F>> waiting = new ArrayDeque<>(2);
    private int waitingBytes;

    OfFlow(Conversation<F> conversation) {
      this.conversation = conversation;
    }

    @Override
    public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
      F facts = conversation.read(packet, layer);
      if (facts == null) {
        return;
      }
      int bytes = packet.wireLimit(layer) - packet.start(layer);
      Datagram datagram = Datagram.of(context.arrival(), bytes);
      switch (facts.role()) {
        case QUESTION -> attach(ask(direction, datagram, facts, context), layer, context);
        case ANSWER ->
            attach(answer(direction, new Message<>(datagram, facts, 0), context), layer, context);
        case NOTICE -> context.emit(conversation.exchange(new Message<>(datagram, facts, 0), null));
      }
    }

    private static void attach(Pairing pairing, int layer, DatagramContext context) {
      if (pairing != null && context.attaches()) {
        context.attach(layer, pairing);
      }
    }

    private static Pairing pairing(boolean isRepeat, Datagram earlier, Datagram now) {
      return new Pairing(isRepeat, earlier.packet(), now.time().nanos() - earlier.time().nanos());
    }

    /** Takes a question; returns which one it repeats, or null. */
    private Pairing ask(Direction direction, Datagram datagram, F facts, DatagramContext context) {
      for (Waiting<F> earlier : waiting) {
        if (earlier.direction == direction && conversation.repeats(earlier.facts, facts)) {
          earlier.retries++;
          return pairing(true, earlier.datagram, datagram);
        }
      }
      Waiting<F> question = new Waiting<>(direction, datagram, facts);
      waiting.add(question);
      waitingBytes += question.memory();
      if (waiting.size() > MAX_WAITING) {
        Waiting<F> oldest = waiting.remove();
        waitingBytes -= oldest.memory();
        context.emit(conversation.exchange(oldest.message(), null));
      }
      return null;
    }

    /** Takes an answer; returns which question it answers, or null. */
    private Pairing answer(Direction direction, Message<F> answer, DatagramContext context) {
      for (Iterator<Waiting<F>> questions = waiting.iterator(); questions.hasNext(); ) {
        Waiting<F> question = questions.next();
        if (question.direction != direction
            && conversation.answers(question.facts, answer.facts())) {
          questions.remove();
          waitingBytes -= question.memory();
          context.emit(conversation.exchange(question.message(), answer));
          return pairing(false, question.datagram, answer.datagram());
        }
      }
      context.emit(conversation.exchange(null, answer));
      return null;
    }

    @Override
    public void onEnd(DatagramContext context) {
      waiting.forEach(question -> context.emit(conversation.exchange(question.message(), null)));
      waiting.clear();
      waitingBytes = 0;
    }

    @Override
    public int memory() {
      return BYTES + waitingBytes;
    }
  }
}
