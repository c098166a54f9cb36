package io.weft.report.explain;

import java.io.IOException;

/** Writes the rows of a table in Markdown. */
final class MarkdownTable {
  private final Appendable out;

  MarkdownTable(Appendable out) {
    this.out = out;
  }

  /** Writes the titles of the columns. */
  void head(String... titles) throws IOException {
    row(titles);
    out.append("|").append(" --- |".repeat(titles.length)).append('\n');
  }

  /**
   * Writes a row.
   *
   * @param cells as Markdown
   */
  void row(String... cells) throws IOException {
    out.append('|');
    for (String cell : cells) {
      out.append(' ').append(cell).append(" |");
    }
    out.append('\n');
  }
}
