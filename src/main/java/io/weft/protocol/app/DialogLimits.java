package io.weft.protocol.app;

/** Limits of protocols in which commands of a line are answered by numbered replies. */
public final class DialogLimits {
  /** The longest line with its end, in bytes; RFC 5321 section 4.5.3.1 asks for 1,000. */
  public static final int MAX_LINE = 8192;

  /** The longest text that is kept of a command or a reply, in characters. */
  public static final int MAX_TEXT = 512;

  /** Commands that wait for their replies, and replies whose command has not come yet. */
  static final int MAX_WAITING = 1000;

  /** So many lines that are neither command nor reply end the reading. */
  static final int MAX_BAD_LINES = 4;

  private DialogLimits() {}
}
