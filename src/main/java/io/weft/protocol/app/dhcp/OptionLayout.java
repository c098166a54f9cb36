package io.weft.protocol.app.dhcp;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import java.util.List;

/**
 * The value of an option as fields.
 *
 * @param declared all that the reader may push
 */
record OptionLayout(List<Field> declared, Reader reader) {
  /** Pushes the values in the bytes from {@code at} to {@code end}. */
  @FunctionalInterface
  interface Reader {
    void read(Packet packet, int layer, int at, int end, FieldSink sink);
  }

  static OptionLayout of(Reader reader, Field... fields) {
    return new OptionLayout(List.of(fields), reader);
  }

  /** Fields that follow one another. */
  static OptionLayout once(Field... fields) {
    return of(FieldSequence.of(fields)::read, fields);
  }

  /** Fields that follow one another, again and again until the value ends. */
  static OptionLayout repeated(Field... fields) {
    return of(FieldSequence.of(fields)::readAll, fields);
  }
}
