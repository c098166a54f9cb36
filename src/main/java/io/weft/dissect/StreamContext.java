package io.weft.dissect;

/**
 * What a stream dissector may ask of its stream, and where it leaves its results. Valid during a
 * call only.
 */
public interface StreamContext extends FlowContext {
  /**
   * Offset in its direction of the byte at {@code from}; the first byte of a direction is 0. At a
   * gap that of the first missing byte, at an end that of the first byte not used.
   */
  long offset();

  /**
   * Which packet carried the byte, and when. Exact for bytes of the current call and for bytes kept
   * from earlier ones.
   */
  Arrival arrivalAt(long offset);

  /**
   * Another protocol takes over both directions, each from the byte after the last one used; what
   * was left unused is offered to it. The caller is asked no more.
   *
   * @param next name of the protocol, as {@link Protocol#name()} gives it: protocols do not know
   *     one another. Where nobody dissects it the bytes go on unread. Null: whatever the next bytes
   *     turn out to be (a tunnel).
   */
  void handOver(String next);
}
