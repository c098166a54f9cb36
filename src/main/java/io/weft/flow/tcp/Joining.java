package io.weft.flow.tcp;

/**
 * The beginning of a stream that the capture joined midway, while it is still open which of the
 * bytes seen is the first: the first segments may have come in another order than they were sent.
 */
final class Joining {
  /** Behind so many segments the lowest number seen is taken for the beginning. */
  private static final int MAX_SEGMENTS = 8;

  /** Once so many bytes of memory wait, the lowest number seen is taken for the beginning. */
  private static final int MAX_WAITING_BYTES = 1 << 16;

  private int lowest;
  private int segments;

  /**
   * @param sequence number of the first segment seen
   */
  Joining(int sequence) {
    lowest = sequence;
  }

  /** The lowest number seen. */
  int lowest() {
    return lowest;
  }

  /**
   * Takes the number of a segment's first byte; it becomes the lowest where it lies before that.
   */
  void take(int sequence) {
    segments++;
    if (sequence - lowest < 0) {
      lowest = sequence;
    }
  }

  /** Takes another number for the lowest: nothing has come yet that contradicts it. */
  void restart(int sequence) {
    lowest = sequence;
  }

  /** Has enough come that nothing is likely to come from before? */
  boolean isOver(int waitingBytes) {
    return segments >= MAX_SEGMENTS || waitingBytes >= MAX_WAITING_BYTES;
  }
}
