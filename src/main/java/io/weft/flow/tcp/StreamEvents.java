package io.weft.flow.tcp;

/** Hears what becomes of the bytes of the two streams of a connection. */
interface StreamEvents {
  /**
   * The next bytes in order.
   *
   * @param fromFirst did the flow's first end send them? So in what follows
   * @param offset of the first of them
   * @param packet number of the packet that carried them
   * @param nanos when that was captured, in nanoseconds since the epoch
   */
  void onBytes(
      boolean fromFirst, long offset, byte[] bytes, int from, int to, long packet, long nanos);

  /** The next bytes, from the offset on, are not in the capture. */
  void onGap(boolean fromFirst, long offset, long missing);

  /** Bytes of the segment in hand had come before, or come too late. */
  void onRepeat(boolean fromFirst, long offset, int length);

  /** The stream keeps a {@link StreamDigest} from now on. */
  void onDigestBegun();

  /** A segment held nothing new, and only a sender that repeats itself explains it. */
  void onRepeatedSegment();

  /** The stream keeps {@link StreamOddities} from now on. */
  void onOdd();

  /**
   * The stream is over.
   *
   * @param clean true where all bytes up to a FIN came
   */
  void onEnd(boolean fromFirst, boolean clean);

  /**
   * May the capture, and not the network, have lost what is missing behind bytes of this time?
   *
   * @param inOrderNanos 0 where nothing came before the gap
   */
  boolean isCaptureLoss(long inOrderNanos);
}
