package io.weft.insight.time;

/**
 * Tells that a box on the way answers in an end's name, as accelerators of satellite links,
 * splitting proxies and guards against floods of SYNs do.
 */
public final class BoxOnTheWay {
  /** No host holds an acknowledgment back for longer (RFC 9293, section 3.8.6.3). */
  private static final long LONGEST_DELAY_NANOS = 500_000_000L;

  private BoxOnTheWay() {}

  /**
   * Did a box answer the SYN or the SYN-ACK, because the end itself never answers as soon?
   *
   * @param handshakeNanos from the place of the capture to whoever answered, and back; negative
   *     where it was not measured
   * @param leastNanos the least time that an acknowledgment of data took; negative where none was
   *     measured
   */
  public static boolean answers(long handshakeNanos, long leastNanos) {
    return handshakeNanos >= 0 && leastNanos - handshakeNanos > LONGEST_DELAY_NANOS;
  }
}
