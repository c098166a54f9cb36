package io.weft.report.follow;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.report.Gaps;
import java.io.IOException;

/**
 * Which packets carried which bytes of one side of a stream, in the order in which that becomes
 * known. What one packet carried comes as one range where it lies together.
 */
final class SegmentMap {
  /** Takes the ranges. */
  @FunctionalInterface
  interface Taker {
    void take(SegmentRange range) throws IOException;
  }

  private final Taker taker;
  private Direction side;
  private long offset;
  private long length;
  private long packet;
  private long nanos;

  SegmentMap(Taker taker) {
    this.taker = taker;
  }

  /** The stream's next bytes. */
  void first(Direction of, long from, int count, Arrival arrival) throws IOException {
    if (length > 0 && of == side && arrival.number() == packet && from == offset + length) {
      length += count;
      return;
    }
    flush();
    side = of;
    offset = from;
    length = count;
    packet = arrival.number();
    nanos = arrival.nanos();
  }

  /** Bytes that had come before, or came too late for their gap. */
  void repeat(Direction of, long from, int count, Arrival arrival, Gaps gaps) throws IOException {
    flush();
    SegmentRange.Copy copy =
        gaps != null && gaps.touch(from, count)
            ? SegmentRange.Copy.LATE
            : SegmentRange.Copy.RETRANSMITTED;
    taker.take(new SegmentRange(of, from, count, arrival.number(), arrival.nanos(), copy));
  }

  /** Client and server change places, for what still waits as well. */
  void reverse() {
    if (length > 0) {
      side = side.opposite();
    }
  }

  /** Hands out what still waits for more of its kind. */
  void flush() throws IOException {
    if (length > 0) {
      long count = length;
      length = 0;
      taker.take(new SegmentRange(side, offset, count, packet, nanos, SegmentRange.Copy.FIRST));
    }
  }
}
