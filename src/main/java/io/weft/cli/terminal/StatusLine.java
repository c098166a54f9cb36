package io.weft.cli.terminal;

import java.io.PrintStream;

/** One line of a terminal that is drawn again and again, and taken away at the end. */
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

  /** In place of what was there; cut where it is wider than the terminal. */
  public void draw(String line) {
    int width = Math.min(line.length(), columns - 1);
    terminal.print("\r" + line.substring(0, width) + " ".repeat(columns - 1 - width));
    terminal.flush();
    drawn = true;
  }

  public void erase() {
    if (drawn) {
      terminal.print("\r" + " ".repeat(columns - 1) + "\r");
      terminal.flush();
      drawn = false;
    }
  }
}
