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

  private final List<Cell> cells = new ArrayList<>();
  private final JsonText times = new JsonText();
  private final StringBuilder line = new StringBuilder();
  private final Writer out;

  /**
   * A column of the file.
   *
   * @param name of the column, with those of the structures around it
   * @param path the slots that lead to its value
   * @param type of the value
   */
  private record Cell(String name, List<Integer> path, ColumnType type) {}

  /**
   * Writes the header.
   *
   * @param out flushed by {@link #close}, which leaves it open
   */
  public CsvRows(Table table, Writer out) throws IOException {
    this.out = out;
    add(table.columns(), "", List.of());
    String separator = "";
    for (Cell cell : cells) {
      out.append(separator).append(cell.name);
      separator = ",";
    }
    out.append('\n');
  }

  private void add(List<Column> columns, String before, List<Integer> path) {
    for (int i = 0; i < columns.size(); i++) {
      String name = before + columns.get(i).name();
      ColumnType type = columns.get(i).type();
      List<Integer> here = new ArrayList<>(path);
      here.add(i);
      switch (type.kind()) {
        case STRUCT -> add(type.columns(), name + ".", here);
        case TIME -> {
          // The nanoseconds, behind it, say more.
        }
        case NANOS ->
            cells.add(
                new Cell(
                    name.substring(0, name.length() - ColumnType.NANOS_SUFFIX.length()),
                    List.copyOf(here),
                    type));
        case LIST -> {
          if (type.element().kind() != Kind.STRUCT && type.element().kind() != Kind.LIST) {
            cells.add(new Cell(name, List.copyOf(here), type));
          }
        }
        default -> cells.add(new Cell(name, List.copyOf(here), type));
      }
    }
  }

  @Override
  public void write(Object[] row) throws IOException {
    line.setLength(0);
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        line.append(',');
      }
      Cell cell = cells.get(i);
      Object value = value(row, cell.path);
      if (value != null) {
        line.append(QUOTE);
        if (value instanceof List<?> list) {
          for (int k = 0; k < list.size(); k++) {
            line.append(k == 0 ? "" : ";");
            append(cell.type.element().kind(), list.get(k), k == 0);
          }
        } else {
          append(cell.type.kind(), value, true);
        }
        line.append(QUOTE);
      }
    }
    out.append(line).append('\n');
  }

  private static Object value(Object[] row, List<Integer> path) {
    Object value = row;
    for (int i = 0; i < path.size() && value != null; i++) {
      value = ((Object[]) value)[path.get(i)];
    }
    return value;
  }

  private void append(Kind kind, Object value, boolean begins) {
    if (kind == Kind.TEXT) {
      SheetText.append(line, (String) value, QUOTE, begins);
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
