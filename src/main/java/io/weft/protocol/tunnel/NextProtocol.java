package io.weft.protocol.tunnel;

import io.weft.dissect.Dissector;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/**
 * Finds the dissector of a payload by the numbers that NSH and the generic extension of VXLAN share
 * (RFC 8300, section 2.2).
 */
public final class NextProtocol {
  /** The number of Ethernet, which VXLAN carries without its generic extension. */
  public static final int ETHERNET = 3;

  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int NSH = 4;
  private static final int MPLS = 5;

  private final DispatchTable byEtherType;

  /** Takes the ethertype table of the chain. */
  public NextProtocol(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  /**
   * The dissector for a number, 0 to 255; the one for unknown data where the number is not known.
   */
  public Dissector get(int number) {
    return switch (number) {
      case IPV4 -> byEtherType.get(EtherType.IPV4);
      case IPV6 -> byEtherType.get(EtherType.IPV6);
      case ETHERNET -> byEtherType.get(EtherType.ETHERNET);
      case NSH -> byEtherType.get(EtherType.NSH);
      case MPLS -> byEtherType.get(EtherType.MPLS);
      default -> byEtherType.otherwise();
    };
  }
}
