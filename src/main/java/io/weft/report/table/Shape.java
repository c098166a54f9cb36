package io.weft.report.table;

import io.weft.report.table.ColumnType.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the members of a JSON object go in a row. An instance is used by one thread only. */
final class Shape {
  /** A member that is known, and not wanted in the row. */
  static final Target UNWANTED = new Target(-1, -1, null, null);

  private final int width;
  private final Map<String, Member> members = new HashMap<>();

  /** The member that was asked for last. */
  private Member last = new Member(null, null);

  /**
   * Where one member goes.
   *
   * @param slot of its value; -1 for none
   * @param nanosSlot of a time's nanoseconds; -1 for none
   * @param kind of its value, that of the elements of a list; null where it is not wanted
   * @param shape of an object, or of a list's objects; null for all else
   */
  record Target(int slot, int nanosSlot, Kind kind, Shape shape) {
    boolean isWanted() {
      return kind != null;
    }
  }

  /** A member and its place. */
  private static final class Member {
    private final String name;
    private final Target target;

    /** That which was asked for behind this one the last time: mostly it is so again. */
    private Member next;

    Member(String name, Target target) {
      this.name = name;
      this.target = target;
    }
  }

  /**
   * @param all the columns that JSON has
   * @param wanted those of a row
   */
  Shape(List<Column> all, List<Column> wanted) {
    width = wanted.size();
    for (Column column : all) {
      if (column.type().kind() != Kind.NANOS) {
        members.put(column.name(), new Member(column.name(), target(column, wanted)));
      }
    }
  }

  private static Target target(Column column, List<Column> wanted) {
    int slot = indexOf(column.name(), wanted);
    ColumnType type = column.type();
    if (type.kind() == Kind.TIME) {
      int nanos = indexOf(column.name() + ColumnType.NANOS_SUFFIX, wanted);
      return slot < 0 && nanos < 0 ? UNWANTED : new Target(slot, nanos, Kind.TIME, null);
    }
    if (slot < 0) {
      return UNWANTED;
    }
    ColumnType part = wanted.get(slot).type();
    if (type.kind() == Kind.LIST) {
      type = type.element();
      part = part.element();
    }
    return type.kind() == Kind.STRUCT
        ? new Target(slot, -1, Kind.STRUCT, new Shape(type.columns(), part.columns()))
        : new Target(slot, -1, type.kind(), null);
  }

  private static int indexOf(String name, List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The number of columns. */
  int width() {
    return width;
  }

  /** Where a member goes; null for one that JSON should not have. */
  Target target(String name) {
    Member member = last.next;
    if (member == null || !member.name.equals(name)) {
      member = members.get(name);
      if (member == null) {
        return null;
      }
      last.next = member;
    }
    last = member;
    return member.target;
  }
}
