package io.weft.flow.analysis;

import java.util.Arrays;

/**
 * Round-trip times of one direction, for their smallest, largest, median and 95th percentile.
 *
 * <p>Times fall into classes, each reaching a tenth further than the one below it, so that a
 * percentile found in one class is off by at most a twenty-first part (4.8 %). At most {@link
 * #MAX_BUCKETS} buckets count them. While no more classes than that have occurred, each has a
 * bucket of its own, and the bound holds. Beyond that neighbouring buckets are joined: those that
 * hold few times and stand far, by rank, from the two percentiles; and a joined bucket that a
 * percentile comes near to is taken apart again where further times hit it, its older times spread
 * evenly. The bound then holds as a rule, not always: times that are spread evenly over six decades
 * put one percentile in twenty up to a quarter off, and one that wanders far while the connection
 * lasts is off by up to the width of the joined bucket that it has come into. Smallest and largest
 * are exact.
 */
final class RttHistogram {
  static final int MAX_BUCKETS = 32;

  private static final int FIRST_BUCKETS = 4;
  private static final long[] LOWER_ENDS = lowerEnds();
  private static final short[] CLASSES_OF_POWERS = classesOfPowers();

  /** How near by rank a percentile must be for a joined bucket to be taken apart. */
  private static final double NEAR = 0.02;

  private static final double MEDIAN = 0.5;
  private static final double HIGH = 0.95;

  // Buckets in ascending order: first and last class of each, and how many times it holds.
  private short[] first = new short[FIRST_BUCKETS];
  private short[] last = new short[FIRST_BUCKETS];
  private long[] counts = new long[FIRST_BUCKETS];
  private int size;

  private long count;
  private long smallest = Long.MAX_VALUE;
  private long largest;

  /** Ends of the classes in nanoseconds: whole numbers, so that results are the same everywhere. */
  private static long[] lowerEnds() {
    long[] ends = new long[512];
    int classes = 0;
    for (long end = 0; end < Long.MAX_VALUE / 2; end = Math.max(end + 1, end + end / 10)) {
      ends[classes++] = end;
    }
    return Arrays.copyOf(ends, classes);
  }

  /** Computes for each power of two the class that it falls into. */
  private static short[] classesOfPowers() {
    short[] classes = new short[Long.SIZE - 1];
    for (int power = 0; power < classes.length; power++) {
      int found = Arrays.binarySearch(LOWER_ENDS, 1L << power);
      classes[power] = (short) (found >= 0 ? found : -found - 2);
    }
    return classes;
  }

  /**
   * The class of a time. The search begins at the class of the greatest power of two within the
   * time, from where few steps are left.
   */
  private static int classOf(long nanos) {
    if (nanos == 0) {
      return 0;
    }
    int at = CLASSES_OF_POWERS[Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos)];
    while (at + 1 < LOWER_ENDS.length && LOWER_ENDS[at + 1] <= nanos) {
      at++;
    }
    return at;
  }

  /**
   * @param nanos not negative
   */
  void add(long nanos) {
    smallest = Math.min(smallest, nanos);
    largest = Math.max(largest, nanos);
    int wanted = classOf(nanos);
    int at = 0;
    while (at < size && last[at] < wanted) {
      at++;
    }
    if (at == size || first[at] > wanted) {
      insert(makeRoom(1, wanted), wanted, wanted, 1);
    } else if (first[at] < last[at] && isNearPercentile(at)) {
      takeApart(at, wanted);
    } else {
      counts[at]++;
    }
    count++;
  }

  long count() {
    return count;
  }

  /** The smallest time in nanoseconds; meaningful only where {@link #count} is above 0. */
  long smallest() {
    return smallest;
  }

  /** The largest time in nanoseconds; meaningful only where {@link #count} is above 0. */
  long largest() {
    return largest;
  }

  /** The median in nanoseconds; meaningful only where {@link #count} is above 0. */
  long median() {
    return percentile(MEDIAN);
  }

  /** The 95th percentile in nanoseconds; meaningful only where {@link #count} is above 0. */
  long percentile95() {
    return percentile(HIGH);
  }

  /** Buckets in use. */
  int size() {
    return size;
  }

  /** A time that at least the given part of all times do not exceed. */
  private long percentile(double part) {
    long rank = Math.max(1, (long) Math.ceil(part * count));
    long before = 0;
    int at = 0;
    while (at < size - 1 && before + counts[at] < rank) {
      before += counts[at++];
    }
    int classes = last[at] - first[at] + 1;
    double within = (rank - before - 0.5) / counts[at];
    int of = first[at] + Math.min(classes - 1, (int) (within * classes));
    return Math.max(smallest, Math.min(largest, middle(of)));
  }

  /** The value whose relative distance to both ends is the same: their harmonic mean. */
  private static long middle(int of) {
    double low = LOWER_ENDS[of];
    double high = of + 1 < LOWER_ENDS.length ? LOWER_ENDS[of + 1] - 1 : Long.MAX_VALUE;
    return low == high ? (long) low : Math.round(2 * low * high / (low + high));
  }

  /** Gives the class a bucket of its own, with the new time in it. */
  private void takeApart(int bucket, int wanted) {
    int low = first[bucket];
    int high = last[bucket];
    long held = counts[bucket];
    int classes = high - low + 1;
    long below = held * (wanted - low) / classes;
    long above = held * (high - wanted) / classes;
    remove(bucket);
    int at = makeRoom(3, wanted);
    if (wanted > low) {
      insert(at++, low, wanted - 1, below);
    }
    insert(at++, wanted, wanted, held - below - above + 1);
    if (wanted < high) {
      insert(at, wanted + 1, high, above);
    }
  }

  /** Makes sure that so many buckets can be added, and tells where those of the class belong. */
  private int makeRoom(int added, int wanted) {
    while (size + added > MAX_BUCKETS) {
      joinCheapest(wanted);
    }
    if (size + added > counts.length) {
      int room = Math.min(MAX_BUCKETS, Math.max(2 * counts.length, size + added));
      first = Arrays.copyOf(first, room);
      last = Arrays.copyOf(last, room);
      counts = Arrays.copyOf(counts, room);
    }
    int at = 0;
    while (at < size && last[at] < wanted) {
      at++;
    }
    return at;
  }

  private void insert(int at, int from, int to, long held) {
    System.arraycopy(first, at, first, at + 1, size - at);
    System.arraycopy(last, at, last, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    first[at] = (short) from;
    last[at] = (short) to;
    counts[at] = held;
    size++;
  }

  private void remove(int at) {
    size--;
    System.arraycopy(first, at + 1, first, at, size - at);
    System.arraycopy(last, at + 1, last, at, size - at);
    System.arraycopy(counts, at + 1, counts, at, size - at);
  }

  /**
   * Joins the two neighbours that the percentiles miss least, but none across a class that is about
   * to get its own bucket.
   */
  private void joinCheapest(int wanted) {
    int best = -1;
    double least = Double.MAX_VALUE;
    long before = 0;
    for (int i = 0; i + 1 < size; i++) {
      long held = counts[i] + counts[i + 1];
      double distance = distance(before, before + held);
      double cost = held / Math.max(distance, 0.1 / count);
      boolean isAcross = last[i] < wanted && wanted < first[i + 1];
      if (cost < least && !isAcross) {
        least = cost;
        best = i;
      }
      before += counts[i];
    }
    last[best] = last[best + 1];
    counts[best] += counts[best + 1];
    remove(best + 1);
  }

  private boolean isNearPercentile(int bucket) {
    long before = 0;
    for (int i = 0; i < bucket; i++) {
      before += counts[i];
    }
    return distance(before, before + counts[bucket]) <= NEAR;
  }

  /** By rank, as a part of all, from a run of times to the nearer percentile. */
  private double distance(long from, long to) {
    double low = (double) from / count;
    double high = (double) to / count;
    return Math.min(distance(low, high, MEDIAN), distance(low, high, HIGH));
  }

  private static double distance(double low, double high, double point) {
    return point < low ? low - point : Math.max(0, point - high);
  }
}
