package io.weft.insight.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.Direction;
import org.junit.jupiter.api.Test;

/** Where the roles of the ends turn out to be the other way round, so do the names of waits. */
class ReversedTimeTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void waitsChangeTheirNames() {
    IntervalLog log = new IntervalLog(0, 1);
    log.name(10, TimeCause.SERVER_THINK, Direction.FROM_SERVER, Sureness.HIGH, 2);
    log.name(30, TimeCause.WINDOW_FULL, Direction.FROM_SERVER, Sureness.HIGH, 3);
    log.name(60, TimeCause.ROUND_TRIP, null, Sureness.HIGH, 4);
    log.reverse();
    TimeDivision division = log.divide(0, 60, 0, 0);
    assertEquals(10, division.nanos(TimeCause.CLIENT_IDLE));
    assertEquals(20, division.nanos(TimeCause.WINDOW_FULL));
    assertEquals(Direction.FROM_CLIENT, division.intervals().get(1).sender());
    assertEquals(30, division.nanos(TimeCause.ROUND_TRIP));
  }

  /** Far more stretches than are kept: their sums stay exact, also of a part of them. */
  @Test
  void manyStretchesAddUp() {
    IntervalLog log = new IntervalLog(0, 1);
    int count = 5000;
    for (int i = 1; i <= count; i++) {
      TimeCause cause = i % 2 == 0 ? TimeCause.APPLICATION : TimeCause.PATH;
      log.name(i * MILLISECOND, cause, Direction.FROM_SERVER, Sureness.HIGH, i);
    }
    TimeDivision all = log.divide(0, count * MILLISECOND, 0, 0);
    assertEquals(count / 2 * MILLISECOND, all.nanos(TimeCause.APPLICATION));
    assertEquals(count / 2 * MILLISECOND, all.nanos(TimeCause.PATH));
    TimeDivision part = log.divide(100 * MILLISECOND + 7, 2000 * MILLISECOND + 3, 0, 0);
    assertEquals(1900 * MILLISECOND - 4, part.parts().stream().mapToLong(TimePart::nanos).sum());
    assertEquals(TimeDivision.MAX_INTERVALS, all.intervals().size());
  }
}
