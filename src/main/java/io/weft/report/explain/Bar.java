package io.weft.report.explain;

/** Draws parts of a whole as a row of characters, each part by its share. */
final class Bar {
  private Bar() {}

  /**
   * A row of characters.
   *
   * @param parts none below 0
   * @param signs a character for each part
   * @param width of the whole; a part that is not 0 has one character at least, where the width
   *     suffices
   */
  static String of(long[] parts, String signs, int width) {
    double whole = 0;
    for (long part : parts) {
      whole += part;
    }
    int[] widths = new int[parts.length];
    int left = width;
    for (int i = 0; i < parts.length; i++) {
      widths[i] = parts[i] == 0 ? 0 : Math.max(1, (int) (parts[i] / whole * width));
      left -= widths[i];
    }
    int largest = 0;
    for (int i = 0; i < parts.length; i++) {
      largest = parts[i] > parts[largest] ? i : largest;
    }
    widths[largest] = Math.max(0, widths[largest] + left); // what rounding left belongs to it
    StringBuilder row = new StringBuilder(width);
    for (int i = 0; i < parts.length; i++) {
      row.append(String.valueOf(signs.charAt(i)).repeat(widths[i]));
    }
    return row.toString();
  }
}
