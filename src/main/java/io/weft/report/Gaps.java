package io.weft.report;

import java.util.Arrays;

/** Where one side's stream lacks bytes: the first gaps in full, of all others the sums. */
public final class Gaps {
  private final int most;
  private long[] ranges = new long[4];
  private int kept;
  private long count;
  private long bytes;

  /**
   * @param most gaps to remember
   */
  public Gaps(int most) {
    this.most = most;
  }

  /** Adds a gap behind all others; one that continues the last makes it longer. */
  public void add(long offset, long length) {
    bytes += length;
    if (kept == count && kept > 0 && offset(kept - 1) + length(kept - 1) == offset) {
      ranges[2 * kept - 1] += length;
      return;
    }
    count++;
    if (kept == most) {
      return;
    }
    if (2 * kept == ranges.length) {
      ranges = Arrays.copyOf(ranges, 4 * kept);
    }
    ranges[2 * kept] = offset;
    ranges[2 * kept + 1] = length;
    kept++;
  }

  /** Gaps that are remembered one by one. */
  public int kept() {
    return kept;
  }

  public long offset(int gap) {
    return ranges[2 * gap];
  }

  public long length(int gap) {
    return ranges[2 * gap + 1];
  }

  /** Of memory, in bytes. */
  public int memory() {
    return ranges.length * Long.BYTES;
  }

  /** All gaps. */
  public long count() {
    return count;
  }

  /** Bytes of all gaps. */
  public long bytes() {
    return bytes;
  }

  /** Does any byte of the range lie in a gap that is remembered? */
  public boolean touch(long offset, long length) {
    int low = 0;
    int high = kept;
    while (low < high) { // the first gap that ends behind the offset
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
