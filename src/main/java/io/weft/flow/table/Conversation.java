package io.weft.flow.table;

/**
 * A stream of datagrams as Wireshark numbers it where that is not a whole flow: a part of one, or
 * parts of several.
 */
public final class Conversation {
  private static final int NO_NUMBER = -1;

  private final long announced;
  private int number = NO_NUMBER;
  private long startNanos;
  private long lastNanos;

  /**
   * @param announced number of the packet that counts as the one that has announced it
   */
  public Conversation(long announced) {
    this.announced = announced;
  }

  /** Number of the packet that counts as the one that has announced it. */
  public long announced() {
    return announced;
  }

  /** Has no datagram come yet? */
  public boolean isNew() {
    return number == NO_NUMBER;
  }

  /**
   * Begins with its first datagram.
   *
   * @param stream its number
   * @param nanos when that came, since the epoch
   */
  public void begin(int stream, long nanos) {
    number = stream;
    startNanos = nanos;
    lastNanos = nanos;
  }

  /** Goes on with a datagram; the time of the one before is {@link #lastNanos} until then. */
  public void at(long nanos) {
    lastNanos = nanos;
  }

  /** Its stream number. */
  public long stream() {
    return number & 0xFFFF_FFFFL;
  }

  /** When the first datagram came, in nanoseconds since the epoch. */
  public long startNanos() {
    return startNanos;
  }

  /** When the last datagram came, in nanoseconds since the epoch. */
  public long lastNanos() {
    return lastNanos;
  }
}
