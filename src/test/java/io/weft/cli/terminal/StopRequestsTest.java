package io.weft.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.cli.terminal.StopRequests.Answer;
import org.junit.jupiter.api.Test;

final class StopRequestsTest {
  private static final long MILLISECOND = 1_000_000;

  private long now = Long.MAX_VALUE - 5; // the clock may overflow
  private final StopRequests requests = new StopRequests(() -> now);

  private Answer interrupt() {
    return requests.on(true);
  }

  private Answer terminate() {
    return requests.on(false);
  }

  @Test
  void oneRequestToldTwiceIsOne() {
    assertEquals(Answer.STOP, interrupt());
    now += 2 * MILLISECOND;
    assertEquals(Answer.GO_ON, interrupt());
    now += 997 * MILLISECOND;
    assertEquals(Answer.GO_ON, interrupt());
  }

  @Test
  void aPersonWhoAsksAgainIsObeyedAtOnce() {
    assertEquals(Answer.STOP, interrupt());
    now += 500 * MILLISECOND;
    assertEquals(Answer.GO_ON, interrupt()); // and does not begin the second anew
    now += 500 * MILLISECOND;
    assertEquals(Answer.HALT, interrupt());
  }

  @Test
  void otherProgramsNeverHaltIt() {
    assertEquals(Answer.STOP, terminate());
    now += 60_000 * MILLISECOND;
    assertEquals(Answer.GO_ON, terminate());
    assertEquals(Answer.HALT, interrupt());
  }
}
