package io.weft.report.table;

import io.weft.report.json.JsonText;
import io.weft.report.table.ColumnType.Kind;
import io.weft.report.text.SheetText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lines of comma-separated values. An instance is used by one thread at a time. */
final class CsvLines {
  private static final char QUOTE = '"';

  private final JsonText times = new JsonText();

  /** Turned into bytes together: one by one they took twice as long. */
  private final StringBuilder lines = new StringBuilder();

  private final CsvCell[] cells;

  /** By number: most values are absent, and so are many side by side. */
  private final String[] commas;

  CsvLines(CsvCell[] cells) {
    this.cells = cells;
    commas = new String[CsvCell.width(cells) + 1];
    for (int i = 0; i < commas.length; i++) {
      commas[i] = ",".repeat(i);
    }
  }

  /** Adds the line of a row. */
  void add(Object[] row) {
    int owed = append(cells, row, 0);
    lines.append(commas[Math.max(owed - 1, 0)]).append('\n');
  }

  /** The lines that were added, in UTF-8; begins anew. */
  byte[] take() {
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    lines.setLength(0);
    return bytes;
  }

  /**
   * Appends the values that are there.
   *
   * @param owed commas that stand before the next value
   * @return those that then stand before the next value
   */
  private int append(CsvCell[] some, Object[] values, int owed) {
    int before = owed;
    for (CsvCell cell : some) {
      Object value = values[cell.slot()];
      if (value == null) {
        before += cell.width();
      } else if (cell.kind() == Kind.STRUCT) {
        before = append(cell.members(), (Object[]) value, before);
      } else {
        lines.append(commas[before]).append(QUOTE);
        append(cell, value);
        lines.append(QUOTE);
        before = 1;
      }
    }
    return before;
  }

  private void append(CsvCell cell, Object value) {
    if (cell.kind() != Kind.LIST) {
      append(cell.kind(), value, true);
      return;
    }
    List<?> list = (List<?>) value;
    for (int i = 0; i < list.size(); i++) {
      lines.append(i == 0 ? "" : ";");
      append(cell.element(), list.get(i), i == 0);
    }
  }

  private void append(Kind kind, Object value, boolean begins) {
    switch (kind) {
      case TEXT -> SheetText.append(lines, (String) value, QUOTE, begins);
      case INTEGER -> lines.append((long) (Long) value);
      case NANOS -> lines.append(times.time((Long) value));
      case NUMBER -> lines.append(times.seconds(Math.round((Double) value * 1e9)));
      default -> lines.append((boolean) (Boolean) value);
    }
  }
}
