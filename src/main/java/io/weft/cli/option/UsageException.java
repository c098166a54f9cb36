package io.weft.cli.option;

/** The command line asks for something that does not exist; the message says what, in one line. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
