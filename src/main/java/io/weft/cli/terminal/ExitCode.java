package io.weft.cli.terminal;

/** What the process tells its caller. */
public final class ExitCode {
  /** Done, a reader that went away early ({@code | head}) included. */
  public static final int DONE = 0;

  /** Capture or I/O trouble: unreadable, not a capture, no right to capture, disk full. */
  public static final int TROUBLE = 1;

  /** Unknown command or option, a value out of its range, a bad filter. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
