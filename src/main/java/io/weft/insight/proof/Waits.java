package io.weft.insight.proof;

/** Counts times in steps of a twelfth of an octave, so that a median is within 6 percent. */
public final class Waits {
  private static final int STEPS = 12;

  /** From 1 µs on, 30 octaves reach 18 minutes. */
  private static final int BUCKETS = 30 * STEPS;

  private static final double LEAST_NANOS = 1_000;

  private final int[] counts = new int[BUCKETS];
  private long count;

  public void add(long nanos) {
    counts[bucket(nanos)]++;
    count++;
  }

  public long count() {
    return count;
  }

  private static int bucket(long nanos) {
    if (nanos <= LEAST_NANOS) {
      return 0;
    }
    double octaves = Math.log(nanos / LEAST_NANOS) / Math.log(2);
    return (int) Math.min(BUCKETS - 1, octaves * STEPS);
  }

  /** The median, in nanoseconds; 0 where nothing was added. */
  public long median() {
    long half = (count + 1) / 2;
    for (int i = 0; i < BUCKETS; i++) {
      half -= counts[i];
      if (half <= 0 && count > 0) {
        return (long) (LEAST_NANOS * Math.pow(2, (i + 0.5) / STEPS));
      }
    }
    return 0;
  }

  /** How many are above a time, give or take a step. */
  public long above(long nanos) {
    long sum = 0;
    for (int i = bucket(nanos) + 1; i < BUCKETS; i++) {
      sum += counts[i];
    }
    return sum;
  }
}
