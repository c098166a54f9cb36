package io.weft.report.explain;

import io.weft.report.text.SafeText;
import io.weft.report.text.TextTable;
import java.io.IOException;

/** Prints text in lines that fit a width, safe for a terminal. */
final class Paragraphs {
  /** Longer lines are hard to read. */
  private static final int MAX_WIDTH = 100;

  private static final int MIN_ROOM = 30;

  private final Appendable out;
  private final int width;

  /**
   * @param columns of the terminal; 0 where there is none
   */
  Paragraphs(Appendable out, int columns) {
    this.out = out;
    this.width = columns <= 0 ? MAX_WIDTH : Math.min(columns, MAX_WIDTH);
  }

  /** Prints an empty line. */
  void blank() throws IOException {
    out.append('\n');
  }

  /**
   * Prints a text behind a first word, and its further lines below its first one.
   *
   * @param first as it is printed
   * @param firstWidth columns that it takes
   */
  void print(String first, int firstWidth, String text) throws IOException {
    int room = Math.max(MIN_ROOM, width - firstWidth);
    String indent = " ".repeat(firstWidth);
    StringBuilder line = new StringBuilder(first);
    int used = 0;
    for (String word : SafeText.escape(text).split(" ", -1)) {
      int columns = TextTable.widthOf(word);
      if (used > 0 && used + 1 + columns > room) {
        out.append(line).append('\n');
        line.setLength(0);
        line.append(indent);
        used = 0;
      }
      if (used > 0) {
        line.append(' ');
        used++;
      }
      line.append(word);
      used += columns;
    }
    out.append(line).append('\n');
  }
}
