package io.weft.stream;

/** Takes the bytes of a stream in order, and the gaps between them. */
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
   * The next {@code missing} bytes are not in the capture, because it cut the packet that carried
   * them.
   *
   * @param nanos when it was captured, in nanoseconds since the epoch
   */
  default void onCut(long missing, long nanos) {
    onGap(missing);
  }

  /**
   * Some bytes of the current piece had come before. They may lie ahead of the bytes handed out so
   * far.
   *
   * @param offset of the first of them; may be negative, as that of a piece may
   */
  default void onRepeat(long offset, int length) {}

  /** Some bytes of the current piece come too late for a hole that was given up. */
  default void onLate(long offset, int length) {
    onRepeat(offset, length);
  }

  /** Some bytes of the current piece differ from those that came first for the same place. */
  default void onConflict(long offset, int length) {
    onRepeat(offset, length);
  }

  /**
   * The stream, whose beginning was left open, has to begin now, because no more can be kept.
   *
   * @param offset of its first byte, which counts as 0 from now on
   */
  default void onBegin(long offset) {}
}
