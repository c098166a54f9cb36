package io.weft.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The members of a structure by their names, of which some may not be there. */
record Members(StructType type, List<String> names) {
  private static final double NANOS_PER_SECOND = 1e9;

  Members(StructType type) {
    this(type, Arrays.asList(type.fieldNames()));
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /** Null where the value, or the member, is not there. */
  Object value(Row row, String name) {
    int slot = names.indexOf(name);
    return row == null || slot < 0 ? null : row.get(slot);
  }

  String text(Row row, String name) {
    return (String) value(row, name);
  }

  Long number(Row row, String name) {
    return (Long) value(row, name);
  }

  Row struct(Row row, String name) {
    return (Row) value(row, name);
  }

  /** The members of a member. */
  Members of(String name) {
    return new Members((StructType) type.fields()[names.indexOf(name)].dataType());
  }

  /** The seconds between two times in nanoseconds; null where one is not there, or before. */
  static Double seconds(Long from, Long to) {
    return from == null || to == null || to < from ? null : (to - from) / NANOS_PER_SECOND;
  }
}
