package io.weft.report.table;

import io.weft.report.json.JsonText;
import io.weft.report.table.ColumnType.Kind;
import io.weft.report.text.SheetText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the flat part of rows as comma-separated values (RFC 4180), with a header. Members of
 * structures have columns of their own ({@code client.ip}); the values of a list stand in one, with
 * semicolons between them; lists of structures are left out. Times have nanoseconds. No spreadsheet
 * takes a text for a formula.
 */
public final class CsvRows implements RowWriter {
  private static final char QUOTE = '"';

  private final JsonText times = new JsonText();
  private final StringBuilder line = new StringBuilder();

  /** The line as it is written: a string of each would be garbage. */
  private char[] characters = {};

  private final List<Cell> cells;

  /** By number: most values are absent, and so are many side by side. */
  private final String[] commas;

  private final Writer out;

  /**
   * A column of the file, or a structure of columns.
   *
   * @param slot of its value among those around it
   * @param members of a structure; null for a column
   * @param width in columns
   */
  private record Cell(int slot, ColumnType type, List<Cell> members, int width) {
    Cell(int slot, ColumnType type) {
      this(slot, type, null, 1);
    }

    Cell(int slot, ColumnType type, List<Cell> members) {
      this(slot, type, members, members.stream().mapToInt(Cell::width).sum());
    }
  }

  /**
   * Writes the header.
   *
   * @param out flushed by {@link #close}, which leaves it open
   */
  public CsvRows(Table table, Writer out) throws IOException {
    this.out = out;
    List<String> names = new ArrayList<>();
    cells = cells(table.columns(), "", names);
    commas = new String[names.size() + 1];
    for (int i = 0; i < commas.length; i++) {
      commas[i] = ",".repeat(i);
    }
    out.append(String.join(",", names)).append('\n');
  }

  /**
   * The cells of columns.
   *
   * @param before the names of the structures around them
   * @param names gets those of the file's columns
   */
  private static List<Cell> cells(List<Column> columns, String before, List<String> names) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = before + columns.get(i).name();
      ColumnType type = columns.get(i).type();
      switch (type.kind()) {
        case STRUCT -> cells.add(new Cell(i, type, cells(type.columns(), name + ".", names)));
        case TIME -> {
          // The nanoseconds, behind it, say more.
        }
        case NANOS -> {
          names.add(name.substring(0, name.length() - ColumnType.NANOS_SUFFIX.length()));
          cells.add(new Cell(i, type));
        }
        case LIST -> {
          if (type.element().kind() != Kind.STRUCT && type.element().kind() != Kind.LIST) {
            names.add(name);
            cells.add(new Cell(i, type));
          }
        }
        default -> {
          names.add(name);
          cells.add(new Cell(i, type));
        }
      }
    }
    return cells;
  }

  @Override
  public void write(Object[] row) throws IOException {
    line.setLength(0);
    int owed = append(cells, row, 0);
    line.append(commas[Math.max(owed - 1, 0)]).append('\n');
    int length = line.length();
    if (characters.length < length) {
      characters = new char[2 * length];
    }
    line.getChars(0, length, characters, 0);
    out.write(characters, 0, length);
  }

  /**
   * Appends the values that are there.
   *
   * @param owed commas that stand before the next value
   * @return those that then stand before the next value
   */
  private int append(List<Cell> some, Object[] values, int owed) {
    int before = owed;
    for (int i = 0; i < some.size(); i++) {
      Cell cell = some.get(i);
      Object value = values[cell.slot];
      if (value == null) {
        before += cell.width;
      } else if (cell.members != null) {
        before = append(cell.members, (Object[]) value, before);
      } else {
        line.append(commas[before]).append(QUOTE);
        append(cell.type, value);
        line.append(QUOTE);
        before = 1;
      }
    }
    return before;
  }

  private void append(ColumnType type, Object value) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        line.append(i == 0 ? "" : ";");
        append(type.element().kind(), list.get(i), i == 0);
      }
    } else {
      append(type.kind(), value, true);
    }
  }

  private void append(Kind kind, Object value, boolean begins) {
    if (kind == Kind.TEXT) {
      SheetText.append(line, (String) value, QUOTE, begins);
    } else if (kind == Kind.INTEGER) {
      line.append((long) (Long) value);
    } else if (kind == Kind.NANOS) {
      line.append(times.time((Long) value));
    } else if (kind == Kind.NUMBER) {
      line.append(times.seconds(Math.round((Double) value * 1e9)));
    } else {
      line.append(value);
    }
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
