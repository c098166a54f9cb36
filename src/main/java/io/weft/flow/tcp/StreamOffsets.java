package io.weft.flow.tcp;

import io.weft.flow.segment.Sequence;

/** Turns the sequence numbers of one direction into offsets, without knowledge of its bytes. */
final class StreamOffsets {
  /** Estimated memory, in bytes. */
  static final int BYTES = 32;

  private boolean hasBase;
  private int base;

  /** The highest offset so far: numbers are read as those nearest to it. */
  private long highest;

  /** Begins, or begins anew, where a SYN says that the first byte has this number. */
  void syn(int first) {
    if (hasBase && base == first) {
      return;
    }
    hasBase = true;
    base = first;
    highest = 0;
  }

  /** Begins here unless a beginning is known. */
  void join(int sequence) {
    if (!hasBase) {
      hasBase = true;
      base = sequence;
    }
  }

  /** Offset of a number. */
  long of(int sequence) {
    return highest + Sequence.distance(base + (int) highest, sequence);
  }

  /** So far the stream has come. */
  void reach(long offset) {
    highest = Math.max(highest, offset);
  }
}
