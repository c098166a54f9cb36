package io.weft.protocol.app.tls.dtls;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.FlowContext;

/**
 * Gives the handshake messages of one side in their order, each once. One that is whole in one
 * fragment and comes in order is read in place.
 */
final class MessageQueue {
  private static final int BYTES = 64;

  private final RecordReader reader;
  private final Direction direction;

  /**
   * What came of the messages from the next one on; each stands at its number modulo the length.
   */
  private final PartialMessage[] window = new PartialMessage[DtlsLimits.WINDOW];

  /** Which of them have been given before their turn. */
  private final boolean[] given = new boolean[DtlsLimits.WINDOW];

  /** Number of the message that is to be given next. */
  private int next;

  /**
   * @param direction in the handshake
   */
  MessageQueue(RecordReader reader, Direction direction) {
    this.reader = reader;
    this.direction = direction;
  }

  /**
   * Takes a fragment whose header is plausible.
   *
   * @param record index of the header of the record that holds it
   * @param fragment index of its own header
   * @param limit index behind the last byte that was captured
   */
  void add(
      byte[] bytes, int record, int fragment, int limit, Arrival arrival, FlowContext context) {
    int sequence = FragmentHeader.sequence(bytes, fragment);
    int ahead = (short) (sequence - next);
    if (ahead < 0) {
      return; // sent again
    }
    if (ahead >= DtlsLimits.WINDOW) {
      giveUpBefore(sequence - DtlsLimits.WINDOW + 1, context);
    }
    int slot = slot(sequence);
    int body = fragment + FragmentHeader.LENGTH;
    int end = body + FragmentHeader.fragmentLength(bytes, fragment);
    if (sequence == next
        && window[slot] == null
        && end <= limit
        && FragmentHeader.isWhole(bytes, fragment)) {
      advance();
      reader.onMessage(
          direction,
          FragmentHeader.type(bytes, fragment),
          bytes,
          body,
          end,
          arrival.number(),
          arrival.nanos(),
          context);
    } else {
      addPart(slot, bytes, record, fragment, limit, arrival, context);
    }
    drain(context);
  }

  private static int slot(int sequence) {
    return sequence & (DtlsLimits.WINDOW - 1);
  }

  private void addPart(
      int slot,
      byte[] bytes,
      int record,
      int fragment,
      int limit,
      Arrival arrival,
      FlowContext context) {
    if (window[slot] == null) {
      window[slot] = new PartialMessage(bytes, fragment);
    }
    PartialMessage part = window[slot];
    if (part.isOver()) {
      return;
    }
    part.add(bytes, record, fragment, limit, arrival);
    if (part.isWhole() && !FragmentHeader.isWhole(bytes, fragment)) {
      context.append(Dtls.PROTOCOL, part.bytes(), 0, part.end(), Dtls.Content.JOINED);
    }
  }

  /** Gives the messages whose turn it is. */
  private void drain(FlowContext context) {
    for (PartialMessage first = window[slot(next)];
        first != null && first.isOver();
        first = window[slot(next)]) {
      pass(context);
    }
  }

  /** Goes on behind the next message, which is given if it is whole and was not given before. */
  private void pass(FlowContext context) {
    int slot = slot(next);
    PartialMessage message = window[slot];
    boolean wasGiven = given[slot];
    advance();
    if (message == null || !message.isWhole()) {
      reader.onMessageLost();
    } else if (!wasGiven) {
      give(message, context);
    }
  }

  private void advance() {
    window[slot(next)] = null;
    given[slot(next)] = false;
    next = (next + 1) & 0xFFFF;
  }

  private void give(PartialMessage message, FlowContext context) {
    reader.onMessage(
        direction,
        message.type(),
        message.bytes(),
        PartialMessage.BODY,
        message.end(),
        message.packet(),
        message.nanos(),
        context);
  }

  private void giveUpBefore(int sequence, FlowContext context) {
    for (int i = 0; i < DtlsLimits.WINDOW && next != (sequence & 0xFFFF); i++) {
      pass(context);
    }
    next = sequence & 0xFFFF;
    drain(context);
  }

  /** Has nothing come that waits for something before it? */
  boolean isInOrder() {
    for (PartialMessage each : window) {
      if (each != null) {
        return false;
      }
    }
    return true;
  }

  /**
   * Gives all that is whole, because its side has gone on to what is encrypted; what comes late of
   * the rest is still taken.
   */
  void settle(FlowContext context) {
    for (int i = 0; i < DtlsLimits.WINDOW; i++) {
      int slot = slot(next + i);
      if (window[slot] != null && window[slot].isWhole() && !given[slot]) {
        given[slot] = true;
        give(window[slot], context);
      }
    }
  }

  /** Gives all that is whole, because nothing will come any more. */
  void end(FlowContext context) {
    settle(context);
    if (!isInOrder()) {
      reader.onMessageLost();
    }
  }

  int memory() {
    int bytes = BYTES;
    for (PartialMessage each : window) {
      bytes += each == null ? 0 : each.memory();
    }
    return bytes;
  }
}
