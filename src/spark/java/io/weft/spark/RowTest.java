package io.weft.spark;

import io.weft.report.table.Column;
import io.weft.report.table.ColumnType;
import io.weft.report.table.ColumnType.Kind;
import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;

/**
 * The part of a query's condition that rows are tested for where they are made, so that fewer of
 * them are handed to Spark, which tests them again.
 *
 * @param parts all of which must hold
 */
record RowTest(List<Part> parts) implements Serializable {
  static final RowTest NONE = new RowTest(List.of());

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1000;

  /** How a value is to stand to those that are given. */
  enum Relation {
    KNOWN,
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /**
   * One condition.
   *
   * @param path the names of the column and of the members of its structure that lead to a value
   * @param values of which one must stand in the relation to it
   */
  record Part(List<String> path, Relation relation, List<Comparable<?>> values)
      implements Serializable {

    private boolean isOfStart() {
      return path.equals(List.of("start")) && relation != Relation.KNOWN;
    }

    /** Does no time from the first to the last one pass? */
    private boolean excludes(long first, long last) {
      return values.stream().allMatch(given -> excludes(first, last, given));
    }

    private boolean excludes(long first, long last, Comparable<?> given) {
      return switch (relation) {
        case LESS -> compare(first, given) >= 0;
        case LESS_OR_EQUAL -> compare(first, given) > 0;
        case GREATER -> compare(last, given) <= 0;
        case GREATER_OR_EQUAL -> compare(last, given) < 0;
        default -> compare(first, given) > 0 || compare(last, given) < 0;
      };
    }

    private boolean holds(Object value) {
      if (relation == Relation.KNOWN) {
        return true;
      }
      for (Comparable<?> given : values) {
        int order = compare(value, given);
        boolean holds =
            switch (relation) {
              case LESS -> order < 0;
              case LESS_OR_EQUAL -> order <= 0;
              case GREATER -> order > 0;
              case GREATER_OR_EQUAL -> order >= 0;
              default -> order == 0;
            };
        if (holds) {
          return true;
        }
      }
      return false;
    }

    @SuppressWarnings("unchecked") // both were made from the type of one column
    private static int compare(Object value, Comparable<?> given) {
      return ((Comparable<Object>) given).compareTo(value) * -1;
    }
  }

  RowTest {
    parts = List.copyOf(parts);
  }

  /**
   * The condition of a filter.
   *
   * @param columns of the table
   * @return null where it is not understood
   */
  static Part part(Filter filter, List<Column> columns) {
    if (filter instanceof IsNotNull known) {
      return part(known.attribute(), Relation.KNOWN, columns);
    }
    if (filter instanceof EqualTo equal) {
      return part(equal.attribute(), Relation.EQUAL, columns, equal.value());
    }
    if (filter instanceof In in) {
      return part(in.attribute(), Relation.EQUAL, columns, in.values());
    }
    if (filter instanceof LessThan less) {
      return part(less.attribute(), Relation.LESS, columns, less.value());
    }
    if (filter instanceof LessThanOrEqual less) {
      return part(less.attribute(), Relation.LESS_OR_EQUAL, columns, less.value());
    }
    if (filter instanceof GreaterThan greater) {
      return part(greater.attribute(), Relation.GREATER, columns, greater.value());
    }
    if (filter instanceof GreaterThanOrEqual greater) {
      return part(greater.attribute(), Relation.GREATER_OR_EQUAL, columns, greater.value());
    }
    return null;
  }

  private static Part part(
      String attribute, Relation relation, List<Column> columns, Object... values) {
    List<String> path = List.of(attribute.split("\\."));
    Kind kind = kind(path, columns);
    boolean isOrder = relation != Relation.EQUAL && relation != Relation.KNOWN;
    // Java orders texts otherwise than Spark does.
    if (kind == null || kind == Kind.STRUCT || (kind == Kind.TEXT && isOrder)) {
      return null;
    }
    List<Comparable<?>> own = new ArrayList<>();
    for (Object value : values) {
      Comparable<?> comparable = value(kind, value);
      if (comparable == null) {
        return null;
      }
      own.add(comparable);
    }
    return new Part(path, relation, List.copyOf(own));
  }

  private static Kind kind(List<String> path, List<Column> columns) {
    List<Column> among = columns;
    Kind kind = null;
    for (String name : path) {
      ColumnType type =
          among.stream()
              .filter(column -> column.name().equals(name))
              .findFirst()
              .map(Column::type)
              .orElse(null);
      if (type == null || type.kind() == Kind.LIST) {
        return null;
      }
      kind = type.kind();
      among = type.columns();
    }
    return kind;
  }

  private static Comparable<?> value(Kind kind, Object value) {
    if (kind == Kind.TIME) {
      Instant time =
          value instanceof Timestamp stamp
              ? stamp.toInstant()
              : value instanceof Instant instant ? instant : null;
      return time == null
          ? null
          : time.getEpochSecond() * MICROS_PER_SECOND + time.getNano() / NANOS_PER_MICRO;
    }
    Class<?> type =
        switch (kind) {
          case TEXT -> String.class;
          case BOOLEAN -> Boolean.class;
          case NUMBER -> Double.class;
          default -> Long.class;
        };
    return type.isInstance(value) ? (Comparable<?>) value : null;
  }

  /** Does it matter when a flow starts? */
  boolean isOfStart() {
    return parts.stream().anyMatch(Part::isOfStart);
  }

  /**
   * Can no row of a capture pass whose packets are of these times, in microseconds?
   *
   * @param first the earliest; {@link Long#MIN_VALUE} where it is not known
   * @param last the latest; {@link Long#MAX_VALUE} where it is not known
   */
  boolean excludes(long first, long last) {
    return parts.stream().anyMatch(part -> part.isOfStart() && part.excludes(first, last));
  }

  /**
   * May a row pass?
   *
   * @param columns that it has; of others nothing is known
   */
  boolean mayHold(List<Column> columns, Object[] row) {
    for (Part part : parts) {
      if (!mayHold(part, columns, row)) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayHold(Part part, List<Column> columns, Object[] row) {
    List<Column> among = columns;
    Object value = row;
    for (String name : part.path) {
      int slot = indexOf(name, among);
      if (slot < 0) {
        return true;
      }
      value = ((Object[]) value)[slot];
      if (value == null) {
        return false;
      }
      among = among.get(slot).type().columns();
    }
    return part.holds(value);
  }

  private static int indexOf(String name, List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
