package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a record's data, with the fields in it. Parts are put together to the data of a type of
 * record.
 */
interface RecordPart {
  /** What {@link #read} returns where the bytes end within the part, or contradict it. */
  int CUT = -1;

  /** The fields that the part may push. */
  List<Field> declared();

  /**
   * Pushes the part's values.
   *
   * @param at index of the part's first byte
   * @param end index behind the record's data
   * @return index behind the part, or negative where it could not be read
   */
  int read(Packet packet, int layer, int at, int end, FieldSink sink);

  /** Reads a part. */
  @FunctionalInterface
  interface Reader {
    int read(Packet packet, int layer, int at, int end, FieldSink sink);
  }

  /** A part that is read by hand. */
  static RecordPart of(Reader reader, Field... fields) {
    List<Field> declared = List.of(fields);
    return new RecordPart() {
      @Override
      public List<Field> declared() {
        return declared;
      }

      @Override
      public int read(Packet packet, int layer, int at, int end, FieldSink sink) {
        return reader.read(packet, layer, at, end, sink);
      }
    };
  }

  /** Fields of fixed widths; the last one may be a text or bytes that take the rest. */
  static RecordPart fields(Field... fields) {
    return of(FieldSequence.of(fields)::read, fields);
  }

  /** A domain name. */
  static RecordPart name(Field field) {
    return of(
        (packet, layer, at, end, sink) -> NameText.read(field, packet, layer, at, end, sink),
        field);
  }

  /** A text or bytes behind their length. */
  static RecordPart counted(Field length, Field value) {
    return of(
        (packet, layer, at, end, sink) -> counted(length, value, packet, layer, at, end, sink),
        length,
        value);
  }

  /** Reads a text or bytes behind their length. */
  private static int counted(
      Field length, Field value, Packet packet, int layer, int at, int end, FieldSink sink) {
    int width = length.bits() / Byte.SIZE;
    if (end - at < width) {
      return CUT;
    }
    byte[] bytes = packet.bytes(layer);
    int count = width == 1 ? BigEndian.u8(bytes, at) : BigEndian.u16(bytes, at);
    if (sink.wants(length)) {
      sink.number(length, count, at, width);
    }
    int from = at + width;
    if (end - from < count) {
      return CUT;
    }
    // One of several texts counts also where it is empty.
    if ((count > 0 || value.repeats()) && sink.wants(value)) {
      if (value.type() == Field.Type.TEXT) {
        FieldSequence.text(packet, layer, value, from, count, sink);
      } else {
        sink.bytes(value, bytes, from, count);
      }
    }
    return from + count;
  }

  /** Parts one behind the other; a part that cannot be read ends the reading. */
  static RecordPart inOrder(RecordPart... parts) {
    List<Field> declared = new ArrayList<>();
    for (RecordPart part : parts) {
      declared.addAll(part.declared());
    }
    return of(
        (packet, layer, at, end, sink) -> {
          int next = at;
          for (RecordPart part : parts) {
            next = part.read(packet, layer, next, end, sink);
            if (next < 0) {
              return CUT;
            }
          }
          return next;
        },
        declared.toArray(new Field[0]));
  }

  /** A part again and again until the data ends. */
  static RecordPart repeated(RecordPart part) {
    return of(
        (packet, layer, at, end, sink) -> {
          int next = at;
          while (next < end) {
            int before = next;
            next = part.read(packet, layer, next, end, sink);
            if (next <= before) {
              return CUT;
            }
          }
          return next;
        },
        part.declared().toArray(new Field[0]));
  }
}
