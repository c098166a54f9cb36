package io.weft.dissect;

/**
 * Reads both directions of one connection. Between the directions no order is promised: a response
 * may come before its request.
 */
public interface StreamDissector {
  /** No more of interest: later bytes may bypass the dissector. */
  int STOP = -1;

  /** Not, or no longer, this protocol. */
  int LOST = -2;

  /**
   * Takes the next bytes of one direction.
   *
   * @return how many of them were used up; the rest is kept, up to 64 KiB, and offered again with
   *     more behind it; or {@link #STOP} or {@link #LOST}
   */
  int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context);

  /** {@code missing} bytes of the stream were never captured; those used up before it stand. */
  default void onGap(Direction direction, long missing, StreamContext context) {}

  /**
   * One direction is over.
   *
   * @param clean a FIN, not a reset, a time-out or the end of the capture
   */
  default void onEnd(Direction direction, boolean clean, StreamContext context) {}
}
