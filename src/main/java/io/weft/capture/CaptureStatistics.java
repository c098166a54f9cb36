package io.weft.capture;

/**
 * What became of the packets of a live capture so far; {@link #UNKNOWN} where nobody counts, as for
 * files.
 *
 * @param received packets that passed the filter, those dropped included or not as the system
 *     counts (Linux: included)
 * @param kernelDropped packets that found the kernel's buffer full
 * @param interfaceDropped packets that the interface or its driver dropped
 * @param queueDropped packets that found the queue between the capturing and the analysing thread
 *     full; 0 where the kernel's buffer is the only queue
 */
public record CaptureStatistics(
    long received, long kernelDropped, long interfaceDropped, long queueDropped) {
  /** Of each number that is not known. */
  public static final long UNKNOWN = -1;

  /** Of a source that counts nothing. */
  public static final CaptureStatistics NONE =
      new CaptureStatistics(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

  /** Is anything known? */
  public boolean known() {
    return received >= 0 || dropped() > 0;
  }

  /** Packets dropped anywhere, as far as known. */
  public long dropped() {
    return Math.max(0, kernelDropped) + Math.max(0, interfaceDropped) + Math.max(0, queueDropped);
  }
}
