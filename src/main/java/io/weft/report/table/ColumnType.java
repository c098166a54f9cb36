package io.weft.report.table;

import java.io.Serializable;
import java.util.List;

/**
 * What the values of a column are.
 *
 * @param kind of them
 * @param element of a list; null for all other kinds
 * @param columns of a structure, in the order in which they stand; empty for all other kinds
 */
public record ColumnType(Kind kind, ColumnType element, List<Column> columns)
    implements Serializable {

  /** Kinds of values, each with the Java type that it has in a row. */
  public enum Kind {
    /** A {@link String}. */
    TEXT,
    /** A {@link Long}. */
    INTEGER,
    /** A {@link Double}. */
    NUMBER,
    /** A {@link Boolean}. */
    BOOLEAN,
    /** A time as a {@link Long}: microseconds since the epoch, rounded down. */
    TIME,
    /**
     * A time as a {@link Long}: nanoseconds since the epoch. The column of microseconds stands
     * before it, with the same name less {@link #NANOS_SUFFIX}. Absent where 64 bits do not reach,
     * as in certificates that hold for centuries.
     */
    NANOS,
    /** A {@link List} of elements, none of them null. */
    LIST,
    /** An array of {@link Object}, with a value for each column, null where it is absent. */
    STRUCT
  }

  /** Ends the names of columns that have a time in nanoseconds. */
  public static final String NANOS_SUFFIX = "_ns";

  public ColumnType {
    columns = List.copyOf(columns);
  }

  static ColumnType of(Kind kind) {
    return new ColumnType(kind, null, List.of());
  }

  static ColumnType list(ColumnType element) {
    return new ColumnType(Kind.LIST, element, List.of());
  }

  static ColumnType struct(List<Column> columns) {
    return new ColumnType(Kind.STRUCT, null, columns);
  }
}
