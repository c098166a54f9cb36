package io.weft.protocol.app;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/** The fields of a layer that is a command's line, or the lines of a reply. */
public final class DialogFields {
  private static final int CODE = 3;

  private final Field isRequest;
  private final Field verb;
  private final Field argument;
  private final Field isReply;
  private final Field code;
  private final Field text;

  private DialogFields(
      Field isRequest, Field verb, Field argument, Field isReply, Field code, Field text) {
    this.isRequest = isRequest;
    this.verb = verb;
    this.argument = argument;
    this.isReply = isReply;
    this.code = code;
    this.text = text;
  }

  /**
   * Fields of a protocol.
   *
   * @param isRequest a flag
   * @param verb a text
   * @param argument a text
   * @param isReply a flag
   * @param code a number of 16 bits that repeats, once for each line
   * @param text a text that repeats
   */
  public static LayerFields of(
      Field isRequest, Field verb, Field argument, Field isReply, Field code, Field text) {
    DialogFields fields = new DialogFields(isRequest, verb, argument, isReply, code, text);
    return LayerFields.of(fields::read, isRequest, verb, argument, isReply, code, text);
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int limit = packet.limit(layer);
    boolean hasCode = DialogText.code(bytes, from, limit) >= 0;
    flag(isRequest, !hasCode, sink);
    if (!hasCode) {
      int lineFeed = DialogText.lineFeed(bytes, from, limit);
      int end = DialogText.trim(bytes, from, lineFeed < 0 ? limit : lineFeed);
      int verbEnd = DialogText.verbEnd(bytes, from, end);
      text(verb, packet, layer, from, verbEnd, sink);
      text(argument, packet, layer, DialogText.argumentFrom(bytes, verbEnd, end), end, sink);
    }
    flag(isReply, hasCode, sink);
    for (int at = from; hasCode && at < limit; ) {
      int lineFeed = DialogText.lineFeed(bytes, at, limit);
      int end = DialogText.trim(bytes, at, lineFeed < 0 ? limit : lineFeed);
      int number = DialogText.code(bytes, at, end);
      if (number >= 0 && sink.wants(code)) {
        sink.number(code, number, at, CODE);
      }
      text(text, packet, layer, number < 0 ? at : Math.min(end, at + CODE + 1), end, sink);
      at = lineFeed < 0 ? limit : lineFeed + 1;
    }
  }

  private static void flag(Field field, boolean set, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, set, 0, 0);
    }
  }

  private static void text(
      Field field, Packet packet, int layer, int from, int to, FieldSink sink) {
    if (from < to && sink.wants(field)) {
      FieldSequence.text(packet, layer, field, from, to - from, sink);
    }
  }
}
