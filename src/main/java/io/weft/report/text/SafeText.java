package io.weft.report.text;

/**
 * Makes text from packets safe for a terminal: each character that would move the cursor, colour
 * the screen or change the direction of writing is replaced by a visible escape.
 */
public final class SafeText {
  private SafeText() {}

  /** The text with its harmful characters escaped; the same object where it has none. */
  public static String escape(String text) {
    for (int i = 0; i < text.length(); ) {
      if (isPlain(text.charAt(i))) {
        i++;
        continue;
      }
      int c = text.codePointAt(i);
      if (isHarmful(c)) {
        return escapeFrom(text, i);
      }
      i += Character.charCount(c);
    }
    return text;
  }

  /** Has a part of a text any harmful character? */
  static boolean isHarmful(char[] text, int from, int to) {
    for (int i = from; i < to; ) {
      if (isPlain(text[i])) {
        i++;
        continue;
      }
      int point = Character.codePointAt(text, i, to);
      if (isHarmful(point)) {
        return true;
      }
      i += Character.charCount(point);
    }
    return false;
  }

  /** Is it one of ASCII's printable characters, as nearly all are? */
  private static boolean isPlain(char c) {
    return c >= 0x20 && c < 0x7F;
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

  /**
   * Appends a character, or its escape where it is harmful.
   *
   * @param c code point
   */
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

  /**
   * Whether the character is a control, a mark of direction, invisible, a line separator or half of
   * a surrogate pair.
   */
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
}
