package io.weft.cli.option;

/** The command line is wrong; the message tells the user what to change, in one line. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
