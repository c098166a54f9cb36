package io.weft.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.commons.cli.help.TextHelpAppendable;

/** Prints lines, paragraphs and lists that fit a width. */
final class HelpText {
  static final String MARGIN = "  ";

  /** Longer lines are hard to read, however wide the terminal is. */
  private static final int MAX_WIDTH = 100;

  /** The least room for the second column of a list. */
  private static final int MIN_ROOM = 20;

  private static final String GAP = "   ";

  private final Appendable out;
  private final int width;
  private boolean any;

  /**
   * @param columns the terminal's width in characters
   */
  HelpText(Appendable out, int columns) {
    this.out = out;
    this.width = Math.min(columns, MAX_WIDTH);
  }

  /** Prints a line as it is. */
  HelpText line(String text) {
    try {
      out.append(text).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    any = true;
    return this;
  }

  /** Prints a text in lines that fit, with a blank line above where there is anything above. */
  HelpText paragraph(String text) {
    blank();
    return wrapped("", "", text, width);
  }

  private void blank() {
    if (any) {
      line("");
    }
  }

  private HelpText wrapped(String first, String indent, String text, int room) {
    String start = first;
    String rest = text;
    while (rest.length() > room) {
      int end = Math.max(1, TextHelpAppendable.indexOfWrap(rest, room, 0));
      line(start + rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
      start = indent;
    }
    return line(start + rest);
  }

  /** Prints two columns below a title; the text of the second is wrapped within it. */
  HelpText list(String title, Map<String, String> entries) {
    int longest = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
    return list(title, entries, longest);
  }

  /**
   * As above.
   *
   * @param first the width of the first column
   */
  HelpText list(String title, Map<String, String> entries, int first) {
    blank();
    line(title);
    String indent = " ".repeat(MARGIN.length() + first + GAP.length());
    int room = Math.max(width - indent.length(), MIN_ROOM);
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      String name = entry.getKey();
      String start = MARGIN + name + " ".repeat(first - name.length()) + GAP;
      wrapped(start, indent, entry.getValue(), room);
    }
    return this;
  }
}
