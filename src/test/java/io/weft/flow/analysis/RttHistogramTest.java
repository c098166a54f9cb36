package io.weft.flow.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RttHistogramTest {
  private static final double BOUND = 0.05;
  private static final int SEEDS = 40;

  /** Round-trip times as networks have them, in nanoseconds. */
  @SuppressWarnings("ImmutableEnumChecker") // the functions keep no state
  enum Shape {
    CONSTANT(random -> 10_486_000),
    UNIFORM(random -> 1_000_000 + random.nextInt(99_000_000)),
    BELL(random -> Math.round(30e6 * Math.exp(0.4 * random.nextGaussian()))),
    LONG_TAIL(random -> Math.round(2e6 / Math.pow(1 - random.nextDouble(), 0.9))),
    AT_ONCE_OR_DELAYED(
        random ->
            random.nextInt(10) < 7
                ? 20_000 + random.nextInt(40_000)
                : 39_000_000 + random.nextInt(2_000_000));

    final ToLongFunction<Random> next;

    Shape(ToLongFunction<Random> next) {
      this.next = next;
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void percentilesAreWithinFivePercent(Shape shape) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      RttHistogram histogram = new RttHistogram();
      int count = 20 << random.nextInt(10);
      long[] times = new long[count];
      for (int i = 0; i < count; i++) {
        times[i] = shape.next.applyAsLong(random);
        histogram.add(times[i]);
      }
      Arrays.sort(times);
      String of = shape + " " + seed + " of " + count;
      assertEquals(count, histogram.count(), of);
      assertEquals(times[0], histogram.smallest(), of);
      assertEquals(times[count - 1], histogram.largest(), of);
      assertNear(times, 0.5, histogram.median(), of + ", median");
      assertNear(times, 0.95, histogram.percentile95(), of + ", 95th");
      assertTrue(histogram.size() <= RttHistogram.MAX_BUCKETS, of);
    }
  }

  private static void assertNear(long[] sorted, double part, long found, String of) {
    long exact = sorted[(int) Math.ceil(part * sorted.length) - 1];
    assertTrue(
        Math.abs(found - exact) <= BOUND * exact, of + " is " + found + ", exactly " + exact);
  }

  @Test
  void timesOfSixDecadesAreRarelyFurtherOff() {
    // Five times as many classes as buckets, all of them hit alike.
    int far = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      RttHistogram histogram = new RttHistogram();
      long[] times = new long[1_000];
      for (int i = 0; i < times.length; i++) {
        times[i] = Math.round(1e3 * Math.pow(10, 6 * random.nextDouble()));
        histogram.add(times[i]);
      }
      Arrays.sort(times);
      double error = Math.abs(1 - (double) histogram.median() / times[499]);
      far += error > BOUND ? 1 : 0;
      assertTrue(error < 0.25, "seed " + seed + ": " + error);
    }
    assertTrue(far <= 30, far + " of 500");
  }

  @Test
  void fewTimesAreAllThere() {
    RttHistogram histogram = new RttHistogram();
    histogram.add(7);
    assertEquals(7, histogram.median());
    assertEquals(7, histogram.percentile95());
    histogram.add(1_000);
    assertEquals(7, histogram.median(), "of two the lower is the median by rank");
    assertTrue(histogram.percentile95() >= 950);
    assertEquals(1_000, histogram.largest());
  }

  @Test
  void hugeAndZeroTimesHaveTheirPlace() {
    RttHistogram histogram = new RttHistogram();
    histogram.add(0);
    histogram.add(Long.MAX_VALUE);
    histogram.add(Long.MAX_VALUE);
    assertEquals(0, histogram.smallest());
    assertEquals(Long.MAX_VALUE, histogram.largest());
    assertTrue(histogram.median() > Long.MAX_VALUE / 3);
  }

  @Test
  void aMedianThatWandersStaysWithinItsBucket() {
    // A hundred classes one after the other: what lies behind was joined when it was far off.
    RttHistogram histogram = new RttHistogram();
    double time = 10_000;
    for (int i = 0; i < 10_000; i++) {
      histogram.add(Math.round(time));
      time *= 1.001;
    }
    double exact = 10_000 * Math.pow(1.001, 5_000);
    assertEquals(1, histogram.median() / exact, 0.5);
  }
}
