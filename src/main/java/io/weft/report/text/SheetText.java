package io.weft.report.text;

/** Writes text from packets into a cell of a file that spreadsheets read. */
public final class SheetText {
  private SheetText() {}

  /**
   * Appends a value with its control characters escaped. Where the cell would begin as formulas do,
   * an apostrophe is put before it, so that no spreadsheet takes it for one.
   *
   * @param quote that stands around the cell, and is doubled within it (RFC 4180)
   * @param begins whether the value is the first of its cell
   */
  public static void append(StringBuilder line, String value, char quote, boolean begins) {
    if (begins && !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0) {
      line.append('\'');
    }
    String safe = SafeText.escape(value);
    if (safe.indexOf(quote) < 0) {
      line.append(safe);
      return;
    }
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      if (c == quote) {
        line.append(c);
      }
      line.append(c);
    }
  }
}
