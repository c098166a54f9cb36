package io.weft.flow;

import io.weft.dissect.number.IpProtocol;

/** Messages that answer one another, so that both belong to one flow. */
final class IcmpPairs {
  private static final int[][] V4 = {{8, 0}, {13, 14}, {15, 16}, {10, 9}, {17, 18}};
  private static final int[][] V6 = {
    {128, 129}, {130, 131}, {133, 134}, {135, 136}, {139, 140}, {144, 145}
  };

  private IcmpPairs() {}

  /** The type that asks for, or answers, the type; -1 where there is none. */
  static int counterpart(int ipProtocol, int type) {
    for (int[] pair : ipProtocol == IpProtocol.ICMP ? V4 : V6) {
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
