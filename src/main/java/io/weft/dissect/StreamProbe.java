package io.weft.dissect;

/**
 * Looks at the first bytes that one side sent on a stream, and says whether they are of a protocol.
 * All threads share a probe, so it keeps no state; it reads only few of the bytes and allocates
 * nothing.
 */
@FunctionalInterface
public interface StreamProbe {
  /** Of a protocol that is never recognised: another one hands over to it. */
  StreamProbe NEVER = (direction, bytes, from, to) -> ProbeResult.NO;

  /**
   * Looks at the bytes; there is at least one.
   *
   * @param direction who sent them, as far as is known
   */
  ProbeResult probe(Direction direction, byte[] bytes, int from, int to);

  /** Looks for a protocol that begins where another one has begun before. */
  @FunctionalInterface
  interface Late {
    /**
     * Does the protocol begin here? Asked of the first bytes of packets, and only near the
     * beginning of a stream; the answer must be certain.
     */
    boolean begins(byte[] bytes, int from, int to);
  }
}
