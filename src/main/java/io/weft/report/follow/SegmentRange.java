package io.weft.report.follow;

import io.weft.dissect.Direction;

/**
 * A range of a stream's bytes and the packet that carried it.
 *
 * @param offset of the first byte in what its side sent
 * @param nanos when the packet was captured, in nanoseconds since the epoch
 */
record SegmentRange(Direction side, long offset, long length, long packet, long nanos, Copy copy) {

  /** Had the bytes come before? */
  enum Copy {
    /** These are the bytes that the stream is made of. */
    FIRST,
    /** The bytes had come before. */
    RETRANSMITTED,
    /** The bytes fill a gap that had been given up by then, so the stream lacks them. */
    LATE;
  }
}
