package io.weft.protocol.network.icmp;

/** Pairs of ICMP types of which one answers the other, so that both messages belong to one flow. */
public final class IcmpPairs {
  private static final int[][] V4 = {{8, 0}, {13, 14}, {15, 16}, {10, 9}, {17, 18}};
  private static final int[][] V6 = {
    {128, 129}, {130, 131}, {133, 134}, {135, 136}, {139, 140}, {144, 145}
  };

  private IcmpPairs() {}

  /**
   * The type of the answer to a type, or of the question that it answers; -1 where it has neither.
   *
   * @param isIpv4 true for ICMP (RFC 792), false for ICMPv6 (RFC 4443)
   * @param type 0 to 255
   */
  public static int counterpart(boolean isIpv4, int type) {
    for (int[] pair : isIpv4 ? V4 : V6) {
      if (pair[0] == type) {
        return pair[1];
      }
      if (pair[1] == type) {
        return pair[0];
      }
    }
    return -1;
  }
}
