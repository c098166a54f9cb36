package io.weft.report.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A table with aligned columns that fits a width. Where the rows are wider, a list of concessions
 * says which columns are cut or left out, one after the other, until the table fits.
 */
public final class TextTable {
  private static final String GAP = "  ";
  private static final String CUT = "…";

  private final List<Column> columns;
  private final List<Concession> concessions;
  private final List<String[]> rows = new ArrayList<>();
  private final Map<String, String> shownTitles = new HashMap<>();
  private final List<String> leftOut = new ArrayList<>();
  private Painter painter = (row, column, text) -> text;
  private UnaryOperator<String> titlePainter = text -> text;

  /**
   * @param concessions in the order in which they are made
   */
  public TextTable(List<Column> columns, List<Concession> concessions) {
    this.columns = List.copyOf(columns);
    this.concessions = List.copyOf(concessions);
  }

  /** Colours cells; what it adds must take no room. */
  @FunctionalInterface
  public interface Painter {
    /**
     * The cell as it is printed.
     *
     * @param row from 0 on
     * @param column its title
     * @param text the cell, as far as it is shown, without blanks around it
     */
    String paint(int row, String column, String text);
  }

  /** Sets who colours cells, and titles. */
  public void paint(Painter cells, UnaryOperator<String> titles) {
    painter = cells;
    titlePainter = titles;
  }

  /** Shows another title above a column, which keeps its name. */
  public void title(String column, String shown) {
    shownTitles.put(column, shown);
  }

  /** The titles of the columns that the last printing had no room for, from left to right. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private String title(int column) {
    String title = columns.get(column).title();
    return shownTitles.getOrDefault(title, title);
  }

  /** A column; its title is its name too. */
  public record Column(String title, Align align) {}

  /**
   * What is given up where the table is too wide.
   *
   * @param titles the columns concerned; the widest of them is cut first
   * @param width to which they may be cut, in characters; 0 to leave them out
   */
  public record Concession(List<String> titles, int width) {
    /** Leaves a column out. */
    public static Concession drop(String title) {
      return new Concession(List.of(title), 0);
    }

    /** Cuts columns, but none to less than the width. */
    public static Concession cut(int width, String... titles) {
      return new Concession(List.of(titles), width);
    }
  }

  /** How the cells of a column are aligned and cut. */
  public enum Align {
    /** Aligned left; the end is cut off. */
    LEFT,
    /** Aligned right; the end is cut off. */
    RIGHT,
    /** Aligned left and cut in the middle, because the end tells as much as the beginning. */
    LEFT_KEEP_END
  }

  /** Adds a row: a text for each column, or null for an empty cell. */
  public void add(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns.size());
    }
    rows.add(cells);
  }

  /**
   * Prints the titles and all rows.
   *
   * @param width of the terminal in characters; 0 for no limit
   */
  public void print(Appendable out, int width) throws IOException {
    int[] widths = widths();
    leftOut.clear();
    if (width > 0) {
      int[] natural = widths.clone();
      fit(widths, width);
      for (int i = 0; i < widths.length; i++) {
        if (widths[i] == 0 && natural[i] > 0) {
          leftOut.add(columns.get(i).title());
        }
      }
    }
    String[] titles = new String[columns.size()];
    Arrays.setAll(titles, this::title);
    line(out, titles, widths, -1);
    for (int i = 0; i < rows.size(); i++) {
      line(out, rows.get(i), widths, i);
    }
  }

  /** The widths of the widest cells; 0 for columns that have only empty cells. */
  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        if (row[i] != null) {
          widths[i] = Math.max(widths[i], DisplayWidth.of(row[i]));
        }
      }
    }
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0 || rows.isEmpty()) {
        widths[i] = Math.max(widths[i], title(i).length());
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
    widen(widths, natural, width);
    restore(widths, natural, width);
  }

  /** Gives room that later concessions have made to columns that were cut, the last ones first. */
  private void widen(int[] widths, int[] natural, int width) {
    for (int i = widths.length - 1; i >= 0; i--) {
      if (widths[i] > 0) {
        int room = Math.max(0, width - total(widths));
        widths[i] += Math.min(room, natural[i] - widths[i]);
      }
    }
  }

  /** Shows columns again for which later concessions have made room. */
  private void restore(int[] widths, int[] natural, int width) {
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

  /** Takes one character after the other from whichever of the columns is the widest then. */
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

  private void line(Appendable out, String[] cells, int[] widths, int row) throws IOException {
    StringBuilder line = new StringBuilder();
    int blanksBefore = 0;
    boolean isFirst = true;
    for (int i = 0; i < cells.length; i++) {
      if (widths[i] == 0) {
        continue;
      }
      blanksBefore += isFirst ? 0 : GAP.length();
      isFirst = false;
      Align align = columns.get(i).align();
      String text = cut(cells[i] == null ? "" : cells[i], widths[i], align);
      int blanks = widths[i] - DisplayWidth.of(text);
      if (text.isEmpty()) {
        blanksBefore += blanks;
        continue;
      }
      // Blanks are put before a cell, so that none end the line.
      line.append(" ".repeat(blanksBefore + (align == Align.RIGHT ? blanks : 0)));
      String column = columns.get(i).title();
      line.append(row < 0 ? titlePainter.apply(text) : painter.paint(row, column, text));
      blanksBefore = align == Align.RIGHT ? 0 : blanks;
    }
    out.append(line).append('\n');
  }

  /** How many columns a text takes on a terminal. */
  public static int widthOf(String text) {
    return DisplayWidth.of(text);
  }

  /**
   * Cuts a text, with an ellipsis in place of what is left out.
   *
   * @param width in characters of a terminal, at least 1
   */
  public static String cut(String text, int width, Align align) {
    if (DisplayWidth.of(text) <= width) {
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
      left -= DisplayWidth.of(c);
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
      left -= DisplayWidth.of(c);
      if (left < 0) {
        break;
      }
      at -= Character.charCount(c);
    }
    return text.substring(at);
  }
}
