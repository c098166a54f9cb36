package io.weft.protocol.app.dhcp;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import java.util.Arrays;
import java.util.List;

/**
 * The value of an option as fields.
 *
 * @param declared all that the reader may push
 * @param unit bytes that the value must have; 0 for any number
 * @param isList may it have any multiple of them?
 */
record OptionLayout(List<Field> declared, Reader reader, int unit, boolean isList) {
  /** Pushes the values in the bytes from {@code at} to {@code end}. */
  @FunctionalInterface
  interface Reader {
    void read(Packet packet, int layer, int at, int end, FieldSink sink);
  }

  /** A value of any length. */
  OptionLayout(List<Field> declared, Reader reader) {
    this(declared, reader, 0, false);
  }

  static OptionLayout of(Reader reader, Field... fields) {
    return new OptionLayout(List.of(fields), reader);
  }

  /** Fields that follow one another. */
  static OptionLayout once(Field... fields) {
    return of(FieldSequence.of(fields)::read, fields);
  }

  /** A field that is all of the value. */
  static OptionLayout exactly(Field field) {
    return new OptionLayout(
        List.of(field), FieldSequence.of(field)::read, field.bits() / Byte.SIZE, false);
  }

  /** Fields that follow one another, again and again until the value ends. */
  static OptionLayout repeated(Field... fields) {
    int unit = Arrays.stream(fields).mapToInt(Field::bits).sum() / Byte.SIZE;
    return new OptionLayout(List.of(fields), FieldSequence.of(fields)::readAll, unit, true);
  }

  /** May a value have this length in bytes? */
  boolean mayHave(int length) {
    return unit == 0 || (isList ? length % unit == 0 : length == unit);
  }

  /** Pushes as much of a value as has the length that it must have. */
  void read(Packet packet, int layer, int at, int end, FieldSink sink) {
    int length = end - at;
    int readable = unit == 0 ? length : isList ? length - length % unit : length == unit ? unit : 0;
    if (readable > 0) {
      reader.read(packet, layer, at, at + readable, sink);
    }
  }
}
