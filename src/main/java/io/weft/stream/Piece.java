package io.weft.stream;

/**
 * Bytes that wait behind a hole, all in one page. A piece without a page stands for a range that
 * the capture cut off.
 */
final class Piece {
  long start;
  long end;
  byte[] page;
  long packet;
  long nanos;
  Piece previous;
  Piece next;

  /** Do captured bytes for the range from {@code at} to {@code until} differ from those here? */
  boolean differs(long at, long until, byte[] bytes, int from, int to) {
    if (page == null) {
      return false;
    }
    int mine = (int) (at - start);
    int length = (int) Math.min(until - at, Math.max(0, to - from));
    for (int i = 0; i < length; i++) {
      if (page[mine + i] != bytes[from + i]) {
        return true;
      }
    }
    return false;
  }
}
