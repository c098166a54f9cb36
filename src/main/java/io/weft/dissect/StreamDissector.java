package io.weft.dissect;

/**
 * Reads both directions of one connection. Between the directions no order is promised: a response
 * may come before its request.
 */
public interface StreamDissector {
  /** The dissector wants no more bytes of this direction. */
  int STOP = -1;

  /** The bytes are not, or no longer, of this protocol: the dissector gives up both directions. */
  int LOST = -2;

  /**
   * Takes the next bytes of one direction.
   *
   * @return how many of them were used up; the rest is kept, up to 64 KiB, and offered again with
   *     more behind it (when it would be more, both directions are said to have ended, and nothing
   *     else follows); or {@link #STOP} or {@link #LOST}
   */
  int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context);

  /**
   * The bytes that the dissector left unused are dropped, because what would continue them was
   * never captured: {@link #onGap} follows. A message that has begun can be shown as far as it
   * goes.
   */
  default void onCut(Direction direction, byte[] bytes, int from, int to, StreamContext context) {}

  /**
   * The next bytes of the stream were never captured. Bytes that the dissector left unused are
   * dropped and not offered again, because the bytes that follow do not continue them.
   *
   * @param missing how many, at least 1
   */
  default void onGap(Direction direction, long missing, StreamContext context) {}

  /**
   * One direction is over. Called for each, once, also where the connection was never closed or
   * {@link #STOP} was said; not after {@link #LOST} or a hand-over.
   *
   * @param clean true after a FIN; false after a reset, a time-out or the end of the capture
   */
  default void onEnd(Direction direction, boolean clean, StreamContext context) {}

  /** Estimated memory of the dissector with all that waits in it now, in bytes. */
  int memory();
}
