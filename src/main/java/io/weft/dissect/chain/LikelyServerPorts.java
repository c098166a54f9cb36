package io.weft.dissect.chain;

import java.util.BitSet;

/**
 * Ports at which servers commonly listen: those that Zeek's analyzers register. They tell client
 * from server where no SYN does.
 */
public final class LikelyServerPorts {
  private static final int[] TCP = {
    21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 465, 502, 514, 563, 585, 587, 614,
    631, 636, 989, 990, 992, 993, 995, 1080, 1434, 1883, 2811, 3128, 3268, 3306, 3389, 5222, 5223,
    5269, 5432, 6379, 6666, 6667, 6668, 6669, 8000, 8080, 8888, 20000
  };
  private static final int[] UDP = {
    53, 67, 88, 123, 137, 161, 162, 389, 443, 514, 1812, 2123, 2152, 3389, 3544, 4011, 4754, 4789,
    5060, 5072, 5353, 5355, 6081, 20000
  };

  private final BitSet tcp = setOf(TCP);
  private final BitSet udp = setOf(UDP);

  private static BitSet setOf(int[] ports) {
    BitSet set = new BitSet(1 << 16);
    for (int port : ports) {
      set.set(port);
    }
    return set;
  }

  /** Does a server commonly listen at this TCP port, 0 to 65,535? */
  public boolean tcp(int port) {
    return tcp.get(port);
  }

  /** Does a server commonly listen at this UDP port, 0 to 65,535? */
  public boolean udp(int port) {
    return udp.get(port);
  }

  /**
   * Of a datagram's two ports, the one at which the server likelier listens. Both directions of a
   * flow give the same port: one that servers commonly have, or else the lower one.
   */
  public int likelierUdp(int oneEnd, int otherEnd) {
    boolean isOne = udp.get(oneEnd);
    if (isOne != udp.get(otherEnd)) {
      return isOne ? oneEnd : otherEnd;
    }
    return Math.min(oneEnd, otherEnd);
  }
}
