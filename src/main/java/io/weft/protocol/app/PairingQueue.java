package io.weft.protocol.app;

import io.weft.dissect.Direction;
import io.weft.dissect.FlowContext;
import io.weft.protocol.app.Conversation.Facts;
import io.weft.protocol.app.Conversation.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the answers of a flow to their questions, by the rules of a {@link Conversation}, and
 * reports the exchanges.
 */
public final class PairingQueue<F extends Facts> {
  /** Most questions of a flow that wait. One more, and the oldest is reported unanswered. */
  static final int MAX_WAITING = 128;

  /** Most messages that are kept of how a question gets on; the rest is not told. */
  public static final int MAX_PROGRESS = 8;

  /** Memory of this object without what waits, estimated in bytes. */
  private static final int BYTES = 136;

  private final Conversation<F> conversation;
  private final ArrayDeque<Waiting<F>> waiting = new ArrayDeque<>(2);
  private int waitingBytes;

  public PairingQueue(Conversation<F> conversation) {
    this.conversation = conversation;
  }

  /** A question that waits. */
  private static final class Waiting<F extends Facts> {
    /** Memory of this object without the facts, estimated in bytes. */
    private static final int BYTES = 40 + Datagram.MEMORY;

    private final Direction direction;
    private final Datagram datagram;
    private final F facts;
    private int retries;
    private List<Message<F>> progress = List.of();

    Waiting(Direction direction, Datagram datagram, F facts) {
      this.direction = direction;
      this.datagram = datagram;
      this.facts = facts;
    }

    Message<F> message() {
      return new Message<>(datagram, facts, retries, progress);
    }

    /** Keeps a message; returns by how many bytes the memory grows. */
    int keep(Message<F> message) {
      if (progress.size() == MAX_PROGRESS) {
        return 0;
      }
      if (progress.isEmpty()) {
        progress = new ArrayList<>(2);
      }
      progress.add(message);
      return message.facts().memory() + Datagram.MEMORY;
    }

    int memory() {
      int bytes = BYTES + facts.memory();
      for (Message<F> each : progress) {
        bytes += each.facts().memory() + Datagram.MEMORY;
      }
      return bytes;
    }
  }

  /**
   * Takes a message.
   *
   * @return how it stands to an earlier one; null where it does not
   */
  public Pairing onMessage(Direction direction, Datagram datagram, F facts, FlowContext context) {
    return switch (facts.role()) {
      case QUESTION -> ask(direction, datagram, facts, context);
      case ANSWER -> answer(direction, new Message<>(datagram, facts), context);
      case PROGRESS -> progress(direction, new Message<>(datagram, facts));
      case NOTICE -> {
        context.emit(conversation.exchange(new Message<>(datagram, facts), null));
        yield null;
      }
    };
  }

  private static Pairing pairing(boolean isRepeat, Datagram earlier, Datagram now) {
    return new Pairing(isRepeat, earlier.packet(), now.time().nanos() - earlier.time().nanos());
  }

  /** Takes a question; returns which one it repeats, or null. */
  private Pairing ask(Direction direction, Datagram datagram, F facts, FlowContext context) {
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

  /** The question that a message would answer or tell more of; null where none waits for it. */
  public F asked(Direction direction, F answer) {
    Waiting<F> question = waitingFor(direction, answer);
    return question == null ? null : question.facts;
  }

  private Waiting<F> waitingFor(Direction direction, F answer) {
    for (Waiting<F> question : waiting) {
      if (question.direction != direction && conversation.answers(question.facts, answer)) {
        return question;
      }
    }
    return null;
  }

  /** Takes an answer; returns which question it answers, or null. */
  private Pairing answer(Direction direction, Message<F> answer, FlowContext context) {
    Waiting<F> question = waitingFor(direction, answer.facts());
    if (question != null) {
      waiting.remove(question);
      waitingBytes -= question.memory();
      context.emit(conversation.exchange(question.message(), answer));
      return pairing(false, question.datagram, answer.datagram());
    }
    context.emit(conversation.exchange(null, answer));
    return null;
  }

  /** Keeps a message with its question, which is returned; null where that was not seen. */
  private Pairing progress(Direction direction, Message<F> message) {
    Waiting<F> question = waitingFor(direction, message.facts());
    if (question == null) {
      return null;
    }
    waitingBytes += question.keep(message);
    return pairing(false, question.datagram, message.datagram());
  }

  /** Reports what waits: no more messages will come. */
  public void giveUp(FlowContext context) {
    waiting.forEach(question -> context.emit(conversation.exchange(question.message(), null)));
    waiting.clear();
    waitingBytes = 0;
  }

  /** Memory with all that waits, estimated in bytes. */
  public int memory() {
    return BYTES + waitingBytes;
  }
}
