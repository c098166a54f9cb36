package io.weft.filter.syntax;

/** A filter that cannot be understood; the message says why, and where. */
public final class FilterException extends Exception {
  private static final long serialVersionUID = 1;

  /** How much of a long filter is shown around the place. */
  private static final int SHOWN = 70;

  private final String text;
  private final int from;
  private final int to;
  private final String reason;

  /**
   * @param text the whole filter
   * @param from first character of what is wrong; the text's length for its end
   * @param to behind the last character of what is wrong
   */
  public FilterException(String text, int from, int to, String reason) {
    super(reason + "\n" + pointed(text, from, to));
    this.text = text;
    this.from = from;
    this.to = to;
    this.reason = reason;
  }

  /** The whole filter. */
  public String text() {
    return text;
  }

  /** Index of the first character that is wrong; the text's length where more was expected. */
  public int from() {
    return from;
  }

  /** Index behind the last character that is wrong. */
  public int to() {
    return to;
  }

  /** Why the filter is refused, in one line that does not show the filter. */
  public String reason() {
    return reason;
  }

  /** The part of the filter around the place, and below it a line that points there. */
  public String place() {
    return pointed(text, from, to);
  }

  private static String pointed(String text, int from, int to) {
    int begin = Math.max(0, from - SHOWN / 2);
    int end = Math.min(text.length(), begin + SHOWN);
    StringBuilder lines = new StringBuilder("  ");
    String before = begin > 0 ? "…" : "";
    lines.append(before);
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      lines.append(c < ' ' || c == 0x7F ? ' ' : c);
    }
    lines.append(end < text.length() ? "…" : "").append("\n  ");
    lines.append(" ".repeat(before.length() + from - begin));
    lines.append("^".repeat(Math.max(1, Math.min(to, end) - from)));
    return lines.toString();
  }
}
