package io.weft.cli.option;

/**
 * The command line is wrong; the message tells the user what to change, in one line. Further lines
 * may show where.
 */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String place;

  public UsageException(String message) {
    this(message, "");
  }

  /**
   * @param place lines that show what is wrong and point there
   */
  public UsageException(String message, String place) {
    super(message);
    this.place = place;
  }

  /** Lines that show what is wrong and point there; empty where the message says it all. */
  public String place() {
    return place;
  }
}
