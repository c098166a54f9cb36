package io.weft.protocol.app.srvloc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import java.util.List;

/** Texts that follow one another, each behind its length in two bytes. */
final class CountedTexts {
  private static final int LENGTH_BYTES = 2;

  /** A length that says "all" where a list of naming authorities would stand; no text follows. */
  private static final int ALL = 0xFFFF;

  private final List<Field> fields;

  private CountedTexts(List<Field> fields) {
    this.fields = fields;
  }

  /** A length and its text, by turns. */
  static CountedTexts of(Field... lengthsAndTexts) {
    return new CountedTexts(List.of(lengthsAndTexts));
  }

  List<Field> declared() {
    return fields;
  }

  /**
   * Pushes the values.
   *
   * @param from index of the first length; {@link FieldSequence#CUT} where the bytes have ended
   *     before already
   * @param item pushed for each part of the last text between commas; null for none
   * @return index behind the last text, or {@link FieldSequence#CUT}
   */
  int read(Packet packet, int layer, int from, int to, Field item, FieldSink sink) {
    if (from == FieldSequence.CUT) {
      return FieldSequence.CUT;
    }
    byte[] bytes = packet.bytes(layer);
    int at = from;
    for (int i = 0; i < fields.size(); i += 2) {
      if (to - at < LENGTH_BYTES) {
        return FieldSequence.CUT;
      }
      int length = BigEndian.u16(bytes, at);
      if (sink.wants(fields.get(i))) {
        sink.number(fields.get(i), length, at, LENGTH_BYTES);
      }
      at += LENGTH_BYTES;
      if (length == ALL) {
        continue;
      }
      if (length > to - at) {
        return FieldSequence.CUT;
      }
      FieldSequence.wantedText(fields.get(i + 1), packet, layer, at, at + length, sink);
      if (item != null && i + 2 == fields.size()) {
        items(packet, layer, at, at + length, item, sink);
      }
      at += length;
    }
    return at;
  }

  private static void items(
      Packet packet, int layer, int from, int to, Field item, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int begin = from;
    for (int at = from; at <= to; at++) {
      if (at == to || bytes[at] == ',') {
        FieldSequence.wantedText(item, packet, layer, begin, at, sink);
        begin = at + 1;
      }
    }
  }
}
