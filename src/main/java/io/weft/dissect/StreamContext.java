package io.weft.dissect;

/**
 * What a stream dissector may ask of the connection, and where it leaves its results. Valid during
 * a call only.
 */
public interface StreamContext {
  /**
   * Offset in its direction of the byte at {@code from}; the first byte of a direction is 0. At a
   * gap that of the first missing byte, at an end that of the first byte not used.
   */
  long offset();

  /**
   * When the packet that carried the byte was captured, in nanoseconds since the epoch. Exact for
   * bytes of the current call and for bytes kept from earlier ones.
   */
  long timeAt(long offset);

  /** Number of the packet that carried the byte; as exact as {@link #timeAt}. */
  long packetAt(long offset);

  /** Time of the packet that led to this call: at a gap or an end, the one that made it known. */
  long nowNanos();

  void emit(Exchange exchange);

  /** As {@link DatagramContext#name}. */
  void name(boolean ipv6, long high, long low, String name);

  /** Adds a completed message to the current packet's layers. */
  void append(Protocol protocol, byte[] bytes, int from, int to);

  /**
   * Another protocol takes over both directions, each from the byte after the last one used; what
   * was left unused is offered to it. The caller is asked no more.
   *
   * @param next name of the protocol, as {@link Protocol#name()} gives it: protocols do not know
   *     one another. Where nobody dissects it the bytes go on unread. Null: whatever the next bytes
   *     turn out to be (a tunnel).
   */
  void handOver(String next);

  /**
   * Was the connection picked up midway: did what came first escape the capture? Then the first
   * response seen may belong to a request that was not.
   */
  default boolean pickedUp() {
    return false;
  }
}
