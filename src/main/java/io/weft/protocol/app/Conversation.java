package io.weft.protocol.app;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import java.util.List;

/**
 * How a protocol on datagrams asks and answers. It keeps no state: {@link PairingDatagrams} keeps
 * what waits for an answer.
 *
 * @param <F> what the protocol keeps of a message, as a plain object that outlives the packet
 */
public interface Conversation<F extends Conversation.Facts> {
  /** What a message is in an exchange. */
  enum Role {
    /** It waits for an answer. */
    QUESTION,
    ANSWER,
    /** It belongs to a question that goes on to wait. */
    PROGRESS,
    /** It is an exchange alone: nobody answers it. */
    NOTICE
  }

  /** What is kept of a message. */
  interface Facts {
    Role role();

    /** Estimated memory in bytes. */
    int memory();
  }

  /** The protocol whose layers hold the messages. */
  Protocol protocol();

  /** Reads a message; null where it is no part of an exchange. */
  F read(Packet packet, int layer);

  /** Does the answer belong to the question, which the other side sent? */
  boolean answers(F question, F answer);

  /** Is the question the same as an earlier one that waits, sent again by the same side? */
  boolean repeats(F earlier, F question);

  /**
   * What is reported.
   *
   * @param question null where only an answer was seen
   * @param answer null where there is none
   */
  Exchange exchange(Message<F> question, Message<F> answer);

  /** May messages announce flows? */
  default boolean announces() {
    return false;
  }

  /**
   * Announces the flows that a message sets up; by default there are none.
   *
   * @param sender direction in which the message goes
   * @param facts what {@link #read} told of it
   * @param pairing how it stands to an earlier one; null where it does not
   */
  default void announce(
      Direction sender,
      Packet packet,
      int layer,
      F facts,
      Pairing pairing,
      DatagramContext context) {}

  /**
   * A message and what was read of it.
   *
   * @param retries how often the question was sent again before its answer; 0 for an answer
   * @param progress what came for the question before its answer, the first {@link
   *     PairingQueue#MAX_PROGRESS} messages
   */
  record Message<F>(Datagram datagram, F facts, int retries, List<Message<F>> progress) {
    /** A message that stands for itself. */
    Message(Datagram datagram, F facts) {
      this(datagram, facts, 0, List.of());
    }
  }
}
