package io.weft.capture.write;

/**
 * When a capture goes on in a new file, and how many files are kept. The bound that is reached
 * first counts; 0 stands for no bound.
 *
 * @param bytes the greatest size of a file as it lies on disk, in bytes, apart from the statistics
 *     and the compression's marks at its end. A packet that is larger gets a file of its own.
 * @param nanos the longest time between the first packet of a file and any other one, by the
 *     packets' own times, in nanoseconds
 * @param packets the most packets of a file
 * @param keep the most files that are kept; older ones of the same run are removed
 */
public record Rotation(long bytes, long nanos, long packets, int keep) {
  /** A single file that takes all packets. */
  public static final Rotation NONE = new Rotation(0, 0, 0, 0);

  public Rotation {
    if (bytes < 0 || nanos < 0 || packets < 0 || keep < 0) {
      throw new IllegalArgumentException("a bound of less than nothing");
    }
    if (keep > 0 && bytes == 0 && nanos == 0 && packets == 0) {
      throw new IllegalArgumentException("files to keep, but none to leave");
    }
  }

  /** Whether the capture may have more than one file. */
  public boolean rotates() {
    return bytes > 0 || nanos > 0 || packets > 0;
  }
}
