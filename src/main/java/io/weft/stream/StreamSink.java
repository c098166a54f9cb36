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
}
