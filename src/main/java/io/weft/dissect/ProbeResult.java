package io.weft.dissect;

/** What a probe says of the first bytes of a stream. */
public enum ProbeResult {
  /** The bytes are of the protocol. */
  YES,
  /**
   * The bytes are of the protocol, and client and server are the other way round than was supposed.
   */
  YES_REVERSED,
  /** Nothing speaks against the protocol so far; more bytes are needed to decide. */
  MORE,
  /**
   * As {@link #MORE}, but the bytes are whole, and several protocols begin so: that one is taken
   * which the server's port suggests.
   */
  MAYBE,
  /** The bytes are not of the protocol. */
  NO;

  /**
   * {@link #YES} or {@link #YES_REVERSED}.
   *
   * @param asSupposed does that side send such bytes which is taken for their sender?
   */
  public static ProbeResult yes(boolean asSupposed) {
    return asSupposed ? YES : YES_REVERSED;
  }

  /** Are the bytes of the protocol, whoever sent them? */
  public boolean isYes() {
    return this == YES || this == YES_REVERSED;
  }
}
