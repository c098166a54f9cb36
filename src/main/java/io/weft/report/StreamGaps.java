package io.weft.report;

import java.util.Arrays;

/**
 * The gaps in one side's stream: bytes that are not in the capture. The first gaps are kept one by
 * one; the others are only counted.
 */
public final class StreamGaps {
  private final int maxKept;
  private long[] ranges = new long[4];
  private int kept;
  private long count;
  private long bytes;

  /**
   * @param maxKept how many gaps are kept one by one
   */
  public StreamGaps(int maxKept) {
    this.maxKept = maxKept;
  }

  /**
   * Adds a gap that lies behind all others. A gap that begins where the last one ends makes it
   * longer.
   *
   * @param offset of the gap's first byte in the stream, where gaps count
   * @param length in bytes
   */
  public void add(long offset, long length) {
    bytes += length;
    if (kept == count && kept > 0 && offset(kept - 1) + length(kept - 1) == offset) {
      ranges[2 * kept - 1] += length;
      return;
    }
    count++;
    if (kept == maxKept) {
      return;
    }
    if (2 * kept == ranges.length) {
      ranges = Arrays.copyOf(ranges, 4 * kept);
    }
    ranges[2 * kept] = offset;
    ranges[2 * kept + 1] = length;
    kept++;
  }

  /** How many gaps are kept one by one. */
  public int kept() {
    return kept;
  }

  /**
   * The offset of a gap's first byte in the stream.
   *
   * @param gap from 0 to {@link #kept} - 1
   */
  public long offset(int gap) {
    return ranges[2 * gap];
  }

  /**
   * The length of a gap in bytes.
   *
   * @param gap from 0 to {@link #kept} - 1
   */
  public long length(int gap) {
    return ranges[2 * gap + 1];
  }

  /** Bytes of memory that the list of gaps takes. */
  public int memory() {
    return ranges.length * Long.BYTES;
  }

  /** The number of all gaps, kept or not. */
  public long count() {
    return count;
  }

  /** The sum of the lengths of all gaps, in bytes. */
  public long bytes() {
    return bytes;
  }

  /** Whether any byte of the range lies in a gap that is kept. */
  public boolean overlaps(long offset, long length) {
    int low = 0;
    int high = kept;
    while (low < high) { // binary search for the first gap that ends behind the offset
      int middle = (low + high) >>> 1;
      if (offset(middle) + length(middle) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < kept && offset(low) < offset + length;
  }
}
