package io.weft.report.text;

/**
 * Text from packets, made harmless for terminals: what would move the cursor, colour the screen or
 * turn the direction of writing becomes a visible escape.
 */
public final class SafeText {
  private SafeText() {}

  /** The text itself where nothing in it does harm. */
  public static String escape(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isHarmful(c)) {
        return escapeFrom(text, i);
      }
      i += Character.charCount(c);
    }
    return text;
  }

  private static String escapeFrom(String text, int first) {
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); ) {
      int c = text.codePointAt(i);
      append(safe, c);
      i += Character.charCount(c);
    }
    return safe.toString();
  }

  /** Appends the character, or its escape. */
  public static void append(StringBuilder safe, int c) {
    if (!isHarmful(c)) {
      safe.appendCodePoint(c);
      return;
    }
    switch (c) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      default -> {
        safe.append(c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
        for (int shift = c < 0x100 ? 4 : c < 0x10000 ? 12 : 28; shift >= 0; shift -= 4) {
          safe.append(Character.forDigit(c >> shift & 15, 16));
        }
      }
    }
  }

  /** Controls, marks of direction, what is invisible, separators of lines, half a pair. */
  private static boolean isHarmful(int c) {
    if (c < 0x100) {
      return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD;
    }
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /** Columns that the text takes on a terminal. */
  public static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += width(c);
      i += Character.charCount(c);
    }
    return width;
  }

  /** 2 for what East Asian fonts draw wide (Unicode Standard Annex 11, by blocks). */
  public static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
