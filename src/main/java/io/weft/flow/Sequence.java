package io.weft.flow;

/** TCP sequence numbers: points on a circle of 2^32 (RFC 9293, section 3.4). */
final class Sequence {
  private Sequence() {}

  /** From a to b: positive where b lies ahead, by the shorter way. */
  static int distance(int a, int b) {
    return b - a;
  }

  static boolean isBefore(int a, int b) {
    return a - b < 0;
  }
}
