package io.weft.report.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of one side's segments. */
final class SegmentTrackTest {
  private static Segment data(long sequence, int length, int marks) {
    Segment segment = new Segment();
    segment.clear();
    segment.sequence = (int) sequence;
    segment.length = length;
    segment.flags = Segment.ACK;
    segment.window = 1000;
    segment.marks = marks;
    return segment;
  }

  private static long sum(List<SegmentTrack.Run> runs) {
    return runs.stream().mapToLong(SegmentTrack.Run::count).sum();
  }

  @Test
  void fewSegmentsStayAsTheyAre() {
    SegmentTrack track = new SegmentTrack();
    track.add(data(1, 100, 0), 7, 1000);
    track.add(data(101, 100, 0), 8, 2000);
    assertEquals(2, track.runs().size());
    assertEquals(101, track.runs().get(1).sequence());
    assertEquals(0, track.dropped());
  }

  @Test
  void manySegmentsFitAndEachLossStaysByItself() {
    SegmentTrack track = new SegmentTrack();
    int losses = 0;
    for (int i = 0; i < 100_000; i++) {
      boolean isLoss = i % 1_007 == 500;
      losses += isLoss ? 1 : 0;
      track.add(data(1 + 100L * i, 100, isLoss ? Segment.RESENT : 0), i, i * 1000L);
    }
    assertTrue(track.runs().size() <= SegmentTrack.MAX_RUNS);
    assertEquals(0, track.dropped());
    assertEquals(100_000, sum(track.runs()));
    assertEquals(
        losses, track.runs().stream().filter(run -> run.marks() == Segment.RESENT).count());
    SegmentTrack.Run last = track.runs().get(track.runs().size() - 1);
    assertEquals(10_000_001L, last.sequence() + last.length());
  }

  @Test
  void whereAllIsOddTheEndIsKeptAndTheRestCounted() {
    SegmentTrack track = new SegmentTrack();
    int all = SegmentTrack.MAX_RUNS + 100;
    for (int i = 0; i < all; i++) {
      track.add(data(1, 100, Segment.RESENT), i, i);
    }
    assertEquals(SegmentTrack.MAX_RUNS, track.runs().size());
    assertEquals(100, track.dropped());
    assertEquals(0, track.runs().get(0).packet());
    assertEquals(all - 1, track.runs().get(SegmentTrack.MAX_RUNS - 1).packet());
  }

  @Test
  void numbersGoOnBeyondThirtyTwoBits() {
    SegmentTrack track = new SegmentTrack();
    long step = 1L << 30;
    for (int i = 0; i < 12; i++) {
      track.add(data(1 + i * step, 10, 0), i, i);
    }
    assertEquals(1 + 11 * step, track.runs().get(11).sequence());
  }

  @Test
  void selectiveAcknowledgmentsAreKept() {
    SegmentTrack track = new SegmentTrack();
    Segment ack = data(1, 0, 0);
    ack.acknowledgment = 500;
    ack.sacks = 1;
    ack.sackEdges[0] = 900;
    ack.sackEdges[1] = 1000;
    track.add(ack, 1, 1);
    assertArrayEquals(new long[] {900, 1000}, track.runs().get(0).sacks());
    assertEquals(500, track.runs().get(0).ack());
  }
}
