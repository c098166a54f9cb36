package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.flow.ConnState;
import io.weft.flow.FlowRecord;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Flows end on a line that has fallen quiet, and no packet that comes later is the wiser. */
class QuietLineTest {
  private final Wire wire = new Wire();

  @Test
  void aClosedConnectionsRecordLeavesWithoutAnotherPacket() {
    wire.tcp().open().close();
    wire.later(Duration.ofMillis(4_990)).quiet();
    assertEquals(0, wire.records().size());
    wire.later(Duration.ofMillis(20)).quiet();
    assertEquals(1, wire.records().size());
    assertEquals(ConnState.SF, wire.records().get(0).outcome().connState());
    assertTrue(wire.records().get(0).outcome().finished());
    assertEquals(1, wire.finish().size(), "reported once");
  }

  @Test
  void everythingElseLeavesWhenItsTimeIsOver() {
    wire.tcp().client.syn();
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    wire.tcp().open();
    wire.later(Duration.ofSeconds(131)).quiet();
    assertEquals(
        List.of(ConnState.S0),
        wire.records().stream().map(flow -> flow.outcome().connState()).toList());
    wire.later(Duration.ofMinutes(10)).quiet();
    assertEquals(2, wire.records().size());
    wire.later(Duration.ofHours(2)).quiet();
    assertEquals(3, wire.records().size());
  }

  @Test
  void aClockThatRunsBackEndsNothing() {
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    long now = wire.nanos();
    wire.setNanos(Long.MIN_VALUE).quiet().setNanos(0).quiet();
    assertEquals(0, wire.records().size());
    wire.setNanos(now);
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    assertEquals(2, wire.finishOne().packets());
  }

  /** Gaps on both sides of every time-out, with and without somebody who looks at the clock. */
  @Test
  void recordsAreTheSameWithAndWithoutLooksAtTheClock() {
    for (int seed = 0; seed < 20; seed++) {
      List<FlowRecord> without = play(seed, false);
      assertTrue(without.size() > 20, "flows were ended and begun again: " + without.size());
      assertEquals(without, play(seed, true), "seed " + seed);
    }
  }

  private static List<FlowRecord> play(int seed, boolean looks) {
    int[] gaps = {1, 60, 129, 131, 599, 601, 3_599, 3_601};
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom moments = new SplittableRandom(seed);
    Wire wire = new Wire();
    Conversation one = wire.tcp();
    Conversation two = wire.tcp();
    one.open();
    for (int i = 0; i < 200; i++) {
      int gap = gaps[random.nextInt(gaps.length)];
      int first = moments.nextInt(gap);
      wire.later(Duration.ofSeconds(first));
      if (looks) {
        wire.quiet();
      }
      wire.later(Duration.ofSeconds(gap - first));
      if (looks && moments.nextBoolean()) {
        wire.quiet();
      }
      switch (random.nextInt(4)) {
        case 0 -> wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
        case 1 -> wire.udp("10.0.0.3", 7000, "10.0.0.2", 7001, "x");
        case 2 -> one.client.send("x");
        default -> two.client.syn();
      }
    }
    return wire.finish().stream()
        .map(QuietLineTest::withoutEnd)
        .sorted(Comparator.comparingLong(flow -> flow.times().firstPacket()))
        .toList();
  }

  /** At which packet a flow was known to be over is all that may differ. */
  private static FlowRecord withoutEnd(FlowRecord flow) {
    FlowRecord.Times times = flow.times();
    return new FlowRecord(
        flow.identity(),
        new FlowRecord.Times(times.startNanos(), times.endNanos(), times.firstPacket(), 0),
        flow.client(),
        flow.server(),
        flow.outcome(),
        flow.application(),
        flow.tcp(),
        flow.icmp(),
        flow.exchanges());
  }
}
