package io.weft.report.follow;

import io.weft.dissect.Direction;

/**
 * A range of a stream's bytes, and the packet that carried it.
 *
 * @param side the side that sent the bytes
 * @param offset of the first byte in the side's stream
 * @param length in bytes
 * @param packet number of the packet
 * @param nanos when the packet was captured, in nanoseconds since the epoch
 * @param copy whether the bytes had come before
 */
record SegmentRange(Direction side, long offset, long length, long packet, long nanos, Copy copy) {

  /** Whether the bytes had come before. */
  enum Copy {
    /** The stream is made of these bytes. */
    FIRST,
    /** The bytes had come before. */
    RETRANSMITTED,
    /** The bytes lie in a gap that had been announced by then: the stream lacks them. */
    LATE
  }
}
