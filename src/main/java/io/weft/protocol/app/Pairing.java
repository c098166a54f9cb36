package io.weft.protocol.app;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;

/**
 * How a datagram stands to an earlier one of its flow: it answers a question, or is one that was
 * asked before. Attached to the datagram's layer by those who pair them.
 *
 * @param isRepeat is it the question once more?
 * @param packet number of the packet of the question
 * @param nanos time since that packet, in nanoseconds
 */
public record Pairing(boolean isRepeat, long packet, long nanos) {
  /**
   * Pushes the values of a protocol's fields for it.
   *
   * @param repeats number of the packet of the same question before
   * @param answers number of the packet of the question that is answered
   * @param time since that question
   */
  public void read(Field repeats, Field answers, Field time, FieldSink sink) {
    Field number = isRepeat ? repeats : answers;
    if (sink.wants(number)) {
      sink.number(number, packet, 0, 0);
    }
    if (!isRepeat && sink.wants(time)) {
      sink.span(time, nanos, 0, 0);
    }
  }
}
