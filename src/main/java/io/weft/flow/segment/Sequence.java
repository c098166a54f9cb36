package io.weft.flow.segment;

/** TCP sequence numbers: points on a circle of 2^32 (RFC 9293, section 3.4). */
public final class Sequence {
  private Sequence() {}

  /** The way from a to b round the circle, by the shorter side: positive where b lies ahead. */
  public static int distance(int a, int b) {
    return b - a;
  }

  /** Does a lie before b, by the shorter side of the circle? */
  public static boolean isBefore(int a, int b) {
    return a - b < 0;
  }
}
