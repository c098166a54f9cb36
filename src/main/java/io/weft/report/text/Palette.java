package io.weft.report.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few colours of text on a terminal. All can be read on light and on dark backgrounds, and no
 * text says anything by its colour alone.
 */
public enum Palette {
  /** Text as it is: for pipes, files, and people who want no colours. */
  PLAIN,
  /** ANSI escapes, which the terminals of today understand. */
  ANSI;

  private static final Pattern UNIT = Pattern.compile("(.*[0-9])( ?)([A-Za-zµ/]+)");

  /** What failed. */
  public String failure(String text) {
    return paint("31", text, "39"); // red
  }

  /** What should be looked at. */
  public String warning(String text) {
    return paint("35", text, "39"); // magenta: yellow cannot be read on white
  }

  /** What titles a column, or a paragraph. */
  public String title(String text) {
    return paint("1", text, "22"); // bold
  }

  /** What was asked to stand out. */
  public String mark(String text) {
    return paint("7", text, "27"); // reversed
  }

  /** What matters less than the text around it. */
  public String dim(String text) {
    return paint("2", text, "22");
  }

  /** A number whose unit is dimmed, where there is one. */
  public String quantity(String text) {
    if (this == PLAIN) {
      return text;
    }
    Matcher matcher = UNIT.matcher(text);
    return matcher.matches() ? matcher.group(1) + matcher.group(2) + dim(matcher.group(3)) : text;
  }

  private String paint(String begin, String text, String end) {
    return this == PLAIN || text.isEmpty()
        ? text
        : "\u001b[" + begin + "m" + text + "\u001b[" + end + "m";
  }
}
