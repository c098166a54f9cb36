package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.capture.CapturedPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeJudgeTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3_600;

  /** Stands for a packet that has no time. */
  private static final long NONE = Long.MIN_VALUE;

  /** What is believed of the times of a whole capture, in seconds. */
  private static List<Long> believed(long... seconds) {
    TimeJudge judge = new TimeJudge();
    List<Long> believed = new ArrayList<>();
    for (long second : seconds) {
      CapturedPacket packet = new CapturedPacket();
      packet.describe(1, second == NONE ? 0 : second * SECOND, second != NONE, 1, 0);
      if (judge.believes(packet)) {
        believed.add(second);
      } else {
        judge.add(packet);
        take(judge, false, believed);
      }
    }
    take(judge, true, believed);
    assertEquals(0, judge.waiting());
    return believed;
  }

  private static void take(TimeJudge judge, boolean noMore, List<Long> believed) {
    int decided = judge.decide(noMore);
    for (int i = 0; i < decided; i++) {
      believed.add(judge.believed(i) == NONE ? NONE : judge.believed(i) / SECOND);
    }
    judge.taken();
  }

  @Test
  void runsOfUpToFourPacketsThatStandAloneAreStray() {
    assertEquals(List.of(1L, 2L, 2L, 3L), believed(1, 2, 2 + 10 * HOUR, 3));
    assertEquals(List.of(1L, 2L, 2L, 3L), believed(1, 2, -10 * HOUR, 3));
    assertEquals(
        List.of(1L, 1L, 1L, 1L, 1L, 3L), believed(1, 9 * HOUR, -HOUR, 8 * HOUR, 9 * HOUR, 3));
  }

  @Test
  void aLongerRunIsARealJump() {
    long far = 10 * HOUR;
    assertEquals(
        List.of(1L, far, far + 1, far + 2, far + 3, far + 4, 3L, 4L, 5L, 6L, 7L),
        believed(1, far, far + 1, far + 2, far + 3, far + 4, 3, 4, 5, 6, 7));
  }

  @Test
  void aPauseIsNoStrayTime() {
    assertEquals(
        List.of(1L, 2L, 2 * HOUR, 2 * HOUR + 1, 4 * HOUR, 4 * HOUR + 1),
        believed(1, 2, 2 * HOUR, 2 * HOUR + 1, 4 * HOUR, 4 * HOUR + 1));
    assertEquals(
        List.of(1L, 2 * HOUR, 4 * HOUR, 6 * HOUR), believed(1, 2 * HOUR, 4 * HOUR, 6 * HOUR));
  }

  @Test
  void aRunThatReachesBackToWhereItLeftIsNone() {
    assertEquals(
        List.of(0L, 70L, 50L, 51L), believed(0, 70, 50, 51), "50 is near 0, but 70 is near 50");
  }

  @Test
  void atTheBeginningOnlyAStepBackMakesARunStray() {
    assertEquals(List.of(5L, 5L, 6L), believed(10 * HOUR, 5, 6));
    assertEquals(List.of(5L, 5L, 5L, 6L), believed(10 * HOUR, 9 * HOUR, 5, 6));
    assertEquals(List.of(0L, 10 * HOUR, 10 * HOUR + 1), believed(0, 10 * HOUR, 10 * HOUR + 1));
  }

  @Test
  void atTheEndOnlyAStepBackMakesARunStray() {
    assertEquals(List.of(HOUR, HOUR + 1, HOUR + 1), believed(HOUR, HOUR + 1, 0));
    assertEquals(List.of(1L, 2L, HOUR, HOUR + 1), believed(1, 2, HOUR, HOUR + 1));
  }

  @Test
  void aPacketWithoutATimeTakesTheOneBefore() {
    assertEquals(List.of(1L, 1L, 2L, 2L), believed(1, NONE, 2, NONE));
    assertEquals(List.of(NONE, NONE), believed(NONE, NONE), "none is known");
    assertEquals(List.of(1L, 1L, 1L, 2L), believed(1, 10 * HOUR, NONE, 2));
  }

  @Test
  void timesAtTheEndsOfTheRangeAreFarFromAllOthers() {
    long most = Long.MAX_VALUE / SECOND;
    assertEquals(List.of(1L, 1L, 1L, 2L), believed(1, most, -most, 2));
  }
}
