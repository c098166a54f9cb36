package io.weft.report.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rates over time. */
final class RateSeriesTest {
  @Test
  void withoutPacketsThereIsNoTime() {
    RateSeries rates = new RateSeries();
    assertEquals(0, rates.startNanos());
    assertArrayEquals(new long[0], rates.bytes());
  }

  @Test
  void packetsOfOneMillisecondShareABin() {
    RateSeries rates = new RateSeries();
    rates.packet(1_000_000_000L, 60);
    rates.packet(1_000_000_001L, 40);
    rates.lost(1_000_000_001L, 7);
    rates.missing(1_000_000_001L, 9);
    assertArrayEquals(new long[] {100}, rates.bytes());
    assertArrayEquals(new long[] {2}, rates.packets());
    assertArrayEquals(new long[] {7}, rates.lost());
    assertArrayEquals(new long[] {9}, rates.missing());
  }

  @Test
  void anyOrderAndAnySpanKeepEveryByteWithinTheBins() {
    Random random = new Random(13);
    for (int bits = 1; bits < 63; bits++) {
      RateSeries rates = new RateSeries();
      long sum = 0;
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 500; i++) {
        long nanos = random.nextLong() >> (63 - bits);
        least = Math.min(least, nanos);
        rates.packet(nanos, i);
        sum += i;
      }
      assertEquals(sum, Arrays.stream(rates.bytes()).sum());
      assertTrue(rates.bytes().length <= RateSeries.BINS);
      assertTrue(rates.startNanos() <= least && least - rates.startNanos() < rates.binNanos());
    }
  }
}
