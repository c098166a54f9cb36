package io.weft.report.follow;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.report.StreamGaps;
import java.io.IOException;

/**
 * Finds out which packets carried which bytes of a stream. Adjacent bytes that came in the same
 * packet are merged into one range. Ranges come in the order in which they become known.
 */
final class SegmentMerger {
  /** Takes ranges. */
  @FunctionalInterface
  interface Consumer {
    void accept(SegmentRange range) throws IOException;
  }

  private final Consumer consumer;

  // The range that may still grow; none where its length is 0.
  private Direction side;
  private long offset;
  private long length;
  private long packet;
  private long nanos;

  SegmentMerger(Consumer consumer) {
    this.consumer = consumer;
  }

  /**
   * Adds bytes that the stream is made of.
   *
   * @param from offset of the first of them
   * @param arrival of the packet that carried them
   */
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

  /**
   * Adds bytes that had come before, or came too late for their gap.
   *
   * @param gaps of the side's stream so far
   */
  void repeat(Direction of, long from, int count, Arrival arrival, StreamGaps gaps)
      throws IOException {
    flush();
    SegmentRange.Copy copy =
        gaps.overlaps(from, count) ? SegmentRange.Copy.LATE : SegmentRange.Copy.RETRANSMITTED;
    consumer.accept(new SegmentRange(of, from, count, arrival.number(), arrival.nanos(), copy));
  }

  /** Client and server change places: the range that may still grow belongs to the other side. */
  void reverse() {
    if (length > 0) {
      side = side.opposite();
    }
  }

  /** Gives out the range that might still have grown. */
  void flush() throws IOException {
    if (length > 0) {
      long count = length;
      length = 0;
      consumer.accept(
          new SegmentRange(side, offset, count, packet, nanos, SegmentRange.Copy.FIRST));
    }
  }
}
