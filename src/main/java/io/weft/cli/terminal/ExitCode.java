package io.weft.cli.terminal;

/** The exit codes of the process. */
public final class ExitCode {
  /**
   * The command succeeded. This is also the code when the reader closed the pipe ({@code | head}).
   */
  public static final int DONE = 0;

  /** Capturing, reading or writing failed: no such file, not a capture, no right, a full disk. */
  public static final int TROUBLE = 1;

  /** The command line is wrong: unknown command or option, value out of range, bad filter. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
