package io.weft.cli.terminal;

import java.io.PrintStream;

/** A line on a terminal that is redrawn in place, and erased at the end. */
public final class StatusLine {
  private final PrintStream terminal;
  private final int columns;
  private boolean drawn;

  /**
   * @param columns the terminal's width in characters
   */
  public StatusLine(PrintStream terminal, int columns) {
    this.terminal = terminal;
    this.columns = columns;
  }

  /** Replaces the line; a text that is wider than the terminal is cut. */
  public void draw(String line) {
    int width = Math.min(line.length(), columns - 1);
    terminal.print("\r" + line.substring(0, width) + " ".repeat(columns - 1 - width));
    terminal.flush();
    drawn = true;
  }

  /** Erases the line, if one is drawn. */
  public void erase() {
    if (drawn) {
      terminal.print("\r" + " ".repeat(columns - 1) + "\r");
      terminal.flush();
      drawn = false;
    }
  }
}
