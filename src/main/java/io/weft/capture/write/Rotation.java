package io.weft.capture.write;

/**
 * When a capture goes on in a new file, and how many files are kept. Whichever bound is met first
 * counts; 0 for one that there is not.
 *
 * @param bytes most bytes of a file as it lies on disk, but for the statistics and the
 *     compression's marks at its end; a packet that is larger has a file of its own
 * @param nanos most time between the first packet of a file and any other, by the packets' own
 *     times
 * @param packets most packets of a file
 * @param keep most files left: older ones of the same run are removed
 */
public record Rotation(long bytes, long nanos, long packets, int keep) {
  /** One file that takes everything. */
  public static final Rotation NONE = new Rotation(0, 0, 0, 0);

  public Rotation {
    if (bytes < 0 || nanos < 0 || packets < 0 || keep < 0) {
      throw new IllegalArgumentException("a bound of less than nothing");
    }
    if (keep > 0 && bytes == 0 && nanos == 0 && packets == 0) {
      throw new IllegalArgumentException("files to keep, but none to leave");
    }
  }

  /** Whether there may be more than one file. */
  public boolean rotates() {
    return bytes > 0 || nanos > 0 || packets > 0;
  }
}
