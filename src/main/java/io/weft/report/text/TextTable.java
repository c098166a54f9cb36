package io.weft.report.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligned columns that fit a width. Where the rows are too wide for it, columns make concessions,
 * one after the other: they are cut, or left out.
 */
public final class TextTable {
  private static final String GAP = "  ";
  private static final String CUT = "…";

  private final List<Column> columns;
  private final List<Concession> concessions;
  private final List<String[]> rows = new ArrayList<>();

  public TextTable(List<Column> columns, List<Concession> concessions) {
    this.columns = List.copyOf(columns);
    this.concessions = List.copyOf(concessions);
  }

  public record Column(String title, Align align) {}

  /**
   * What is given up where there is no room for everything.
   *
   * @param titles columns that give way, the widest first
   * @param width to which they may be cut; 0 to leave them out
   */
  public record Concession(List<String> titles, int width) {
    /** Leaves a column out. */
    public static Concession drop(String title) {
      return new Concession(List.of(title), 0);
    }

    public static Concession cut(int width, String... titles) {
      return new Concession(List.of(titles), width);
    }
  }

  public enum Align {
    LEFT,
    RIGHT,
    /** Cut in the middle, because the end tells as much as the beginning. */
    LEFT_KEEP_END
  }

  /** A row of texts, one a column; null for an empty cell. */
  public void add(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns.size());
    }
    rows.add(cells);
  }

  /**
   * @param width in columns of the terminal; 0 for as wide as need be
   */
  public void print(Appendable out, int width) throws IOException {
    int[] widths = widths();
    if (width > 0) {
      fit(widths, width);
    }
    String[] titles = columns.stream().map(Column::title).toArray(String[]::new);
    line(out, titles, widths);
    for (String[] row : rows) {
      line(out, row, widths);
    }
  }

  /** As wide as their widest cells; 0 for columns without any. */
  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        if (row[i] != null) {
          widths[i] = Math.max(widths[i], SafeText.width(row[i]));
        }
      }
    }
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0 || rows.isEmpty()) {
        widths[i] = Math.max(widths[i], columns.get(i).title().length());
      }
    }
    return widths;
  }

  private void fit(int[] widths, int width) {
    int[] natural = widths.clone();
    for (Concession concession : concessions) {
      int tooMuch = total(widths) - width;
      if (tooMuch <= 0) {
        break;
      }
      if (concession.width() == 0) {
        for (int i = 0; i < widths.length; i++) {
          if (concession.titles().contains(columns.get(i).title())) {
            widths[i] = 0;
          }
        }
      } else {
        cut(widths, concession, tooMuch);
      }
    }
    comeBack(widths, natural, width);
  }

  /** A later concession may have made room for what an earlier one left out. */
  private void comeBack(int[] widths, int[] natural, int width) {
    for (int c = concessions.size() - 1; c >= 0; c--) {
      for (int i = 0; i < widths.length; i++) {
        if (widths[i] == 0
            && natural[i] > 0
            && concessions.get(c).titles().contains(columns.get(i).title())
            && total(widths) + GAP.length() + natural[i] <= width) {
          widths[i] = natural[i];
        }
      }
    }
  }

  /** Takes what is too much from the widest of the columns, a little at a time. */
  private void cut(int[] widths, Concession concession, int tooMuch) {
    for (int left = tooMuch; left > 0; left--) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (concession.titles().contains(columns.get(i).title())
            && widths[i] > concession.width()
            && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  private static int total(int[] widths) {
    int total = 0;
    for (int width : widths) {
      total += width == 0 ? 0 : width + (total == 0 ? 0 : GAP.length());
    }
    return total;
  }

  private void line(Appendable out, String[] cells, int[] widths) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      if (widths[i] == 0) {
        continue;
      }
      if (!line.isEmpty()) {
        line.append(GAP);
      }
      Align align = columns.get(i).align();
      String text = cut(cells[i] == null ? "" : cells[i], widths[i], align);
      String blanks = " ".repeat(widths[i] - SafeText.width(text));
      line.append(align == Align.RIGHT ? blanks + text : text + blanks);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  /** The text in so many columns, with an ellipsis where something is missing. */
  public static String cut(String text, int width, Align align) {
    if (SafeText.width(text) <= width) {
      return text;
    }
    int end = align == Align.LEFT_KEEP_END ? (width - 1) / 2 : 0;
    return head(text, width - 1 - end) + CUT + tail(text, end);
  }

  private static String head(String text, int width) {
    int left = width;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      left -= SafeText.width(c);
      if (left < 0) {
        break;
      }
      at += Character.charCount(c);
    }
    return text.substring(0, at);
  }

  private static String tail(String text, int width) {
    int left = width;
    int at = text.length();
    while (at > 0) {
      int c = text.codePointBefore(at);
      left -= SafeText.width(c);
      if (left < 0) {
        break;
      }
      at -= Character.charCount(c);
    }
    return text.substring(at);
  }
}
