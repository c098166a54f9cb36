package io.weft.flow.segment;

/** TCP sequence numbers: points on a circle of 2^32 (RFC 9293, section 3.4). */
public final class Sequence {
  private Sequence() {}

  /** From a to b: positive where b lies ahead, by the shorter way. */
  public static int distance(int a, int b) {
    return b - a;
  }

  public static boolean isBefore(int a, int b) {
    return a - b < 0;
  }
}
