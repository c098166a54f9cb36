package io.weft.filter;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import java.util.List;

/**
 * Fields of something other than packets, such as flows, that a {@link RecordFilter} may name.
 * Their names begin with {@code weft.}, and no protocol has them.
 *
 * @param <R> what has the fields
 */
public interface RecordFields<R> {
  /** The fields, in the order in which people read them. */
  List<Field> declared();

  /** Pushes the values that the record has and the sink wants. */
  void read(R record, FieldSink sink);
}
