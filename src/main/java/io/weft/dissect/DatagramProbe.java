package io.weft.dissect;

/**
 * Says whether the payload of a datagram is of a protocol. All threads share a probe, so it keeps
 * no state; it is asked for every datagram that might be of the protocol, so it reads only a few
 * bytes and allocates nothing.
 */
@FunctionalInterface
public interface DatagramProbe {
  /**
   * Looks at a payload.
   *
   * @param bytes holds the payload from {@code from} to {@code to}; at least the header is there
   * @param wireTo index behind the payload's last byte on the wire; beyond {@code to} where the
   *     capture cut the packet. Lengths in a header are to be held against this end.
   */
  Fit fit(byte[] bytes, int from, int to, int wireTo);

  /** How well a payload fits a protocol. */
  enum Fit {
    /**
     * The payload has what only this protocol has: values that a standard fixes, lengths and counts
     * that add up.
     */
    YES,
    /**
     * Nothing says that the payload is of another protocol, but there is no proof: the header has
     * no fixed values, or the message is damaged or cut. The port decides where no other protocol
     * says yes.
     */
    MAYBE,
    /** The payload is of another protocol. */
    NO;

    /** {@link #YES} where the condition is met, or else {@link #NO}. */
    public static Fit yesIf(boolean condition) {
      return condition ? YES : NO;
    }

    /** {@link #MAYBE} where the condition is met, or else {@link #NO}. */
    public static Fit maybeIf(boolean condition) {
      return condition ? MAYBE : NO;
    }

    /** {@link #YES} where the condition is met, or else {@link #MAYBE}. */
    public static Fit yesOrMaybe(boolean condition) {
      return condition ? YES : MAYBE;
    }
  }
}
