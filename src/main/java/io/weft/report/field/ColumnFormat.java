package io.weft.report.field;

/**
 * How columns are printed.
 *
 * @param header whether the first line has their names
 * @param separator between two columns
 * @param quote put around each value, or {@link #NO_QUOTE}
 * @param occurrence which of several values are printed
 * @param aggregator between several values of a column
 */
public record ColumnFormat(
    boolean header, char separator, char quote, Occurrence occurrence, char aggregator) {
  /** Values have no quotes around them. */
  public static final char NO_QUOTE = 0;

  /** Which of several values of a packet's column are printed. */
  public enum Occurrence {
    FIRST,
    LAST,
    ALL
  }

  /** Columns as tshark prints them: tabs between them, no header, no quotes. */
  public static ColumnFormat tabs() {
    return new ColumnFormat(false, '\t', NO_QUOTE, Occurrence.ALL, ',');
  }

  /** Columns as a spreadsheet reads them (RFC 4180): commas, a header, quotes around values. */
  public static ColumnFormat commas() {
    return new ColumnFormat(true, ',', '"', Occurrence.ALL, ';');
  }
}
