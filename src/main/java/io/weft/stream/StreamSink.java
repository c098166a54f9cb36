package io.weft.stream;

/** Takes a stream in order. */
public interface StreamSink {
  /**
   * The next bytes; the array is valid during the call only.
   *
   * @param packet number of the packet that carried them
   * @param nanos when it was captured, in nanoseconds since the epoch
   */
  void onBytes(byte[] bytes, int from, int to, long packet, long nanos);

  /** The next {@code missing} bytes are not in the capture. */
  void onGap(long missing);

  /**
   * Likewise, of bytes of a packet that is in the capture, but not whole.
   *
   * @param nanos when it was captured, in nanoseconds since the epoch
   */
  default void onCut(long missing, long nanos) {
    onGap(missing);
  }

  /**
   * These bytes of the piece in hand were not needed: they had come before, or come too late, for a
   * hole that was given up. They may lie ahead of what was handed out.
   *
   * @param offset of the first of them; may be negative, as that of a piece may
   */
  default void onRepeat(long offset, int length) {}
}
