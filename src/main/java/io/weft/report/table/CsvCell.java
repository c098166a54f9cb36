package io.weft.report.table;

import io.weft.report.table.ColumnType.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A column of a file of comma-separated values, or a structure of columns. */
final class CsvCell {
  private final int slot;
  private final Kind kind;
  private final Kind element;
  private final CsvCell[] members;
  private final int width;

  /** A column. */
  private CsvCell(int slot, ColumnType type) {
    this.slot = slot;
    kind = type.kind();
    element = kind == Kind.LIST ? type.element().kind() : null;
    members = new CsvCell[0];
    width = 1;
  }

  /** A structure. */
  private CsvCell(int slot, CsvCell[] members) {
    this.slot = slot;
    kind = Kind.STRUCT;
    element = null;
    this.members = members;
    width = width(members);
  }

  /** The number of columns that cells have. */
  static int width(CsvCell[] cells) {
    return Arrays.stream(cells).mapToInt(CsvCell::width).sum();
  }

  /**
   * The cells of columns.
   *
   * @param before the names of the structures around them
   * @param names gets those of the file's columns
   */
  static CsvCell[] of(List<Column> columns, String before, List<String> names) {
    List<CsvCell> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = before + columns.get(i).name();
      ColumnType type = columns.get(i).type();
      switch (type.kind()) {
        case STRUCT -> cells.add(new CsvCell(i, of(type.columns(), name + ".", names)));
        case TIME -> {
          // The nanoseconds, behind it, say more.
        }
        case NANOS -> {
          names.add(name.substring(0, name.length() - ColumnType.NANOS_SUFFIX.length()));
          cells.add(new CsvCell(i, type));
        }
        case LIST -> {
          if (type.element().kind() != Kind.STRUCT && type.element().kind() != Kind.LIST) {
            names.add(name);
            cells.add(new CsvCell(i, type));
          }
        }
        default -> {
          names.add(name);
          cells.add(new CsvCell(i, type));
        }
      }
    }
    return cells.toArray(new CsvCell[0]);
  }

  /** The place of its value among those around it. */
  int slot() {
    return slot;
  }

  /** The kind of its value. */
  Kind kind() {
    return kind;
  }

  /** The kind of a list's elements; null for all else. */
  Kind element() {
    return element;
  }

  /** The cells of a structure, which is not to be changed; empty for a column. */
  CsvCell[] members() {
    return members;
  }

  /** The number of its columns. */
  int width() {
    return width;
  }
}
