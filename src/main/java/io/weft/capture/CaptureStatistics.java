package io.weft.capture;

/**
 * How many packets of a live capture have come so far, and how many were dropped. A number is
 * {@link #UNKNOWN} where nobody counts, as for files.
 *
 * @param received packets that passed the capture filter. Whether this includes the dropped ones
 *     depends on the system; on Linux it does.
 * @param kernelDropped packets that the kernel dropped because its buffer was full
 * @param interfaceDropped packets that the interface or its driver dropped
 * @param queueDropped packets that were dropped because the queue between the capturing thread and
 *     the reading thread was full; 0 where the kernel's buffer is the only queue
 */
public record CaptureStatistics(
    long received, long kernelDropped, long interfaceDropped, long queueDropped) {
  /** The value of a number that is not known. */
  public static final long UNKNOWN = -1;

  /** The statistics of a source that counts nothing. */
  public static final CaptureStatistics NONE =
      new CaptureStatistics(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

  /** Whether any of the numbers says something. */
  public boolean known() {
    return received >= 0 || dropped() > 0;
  }

  /** How many packets were dropped at all places together, as far as that is known; 0 or more. */
  public long dropped() {
    return Math.max(0, kernelDropped) + Math.max(0, interfaceDropped) + Math.max(0, queueDropped);
  }
}
