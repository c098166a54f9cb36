package io.weft.protocol.tunnel;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.number.EtherType;

/**
 * The payload numbers that NSH and the generic extension of VXLAN share (RFC 8300, section 2.2).
 */
public final class NextProtocol {
  public static final int ETHERNET = 3;

  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int NSH = 4;
  private static final int MPLS = 5;

  private final DispatchTable byEtherType;

  public NextProtocol(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

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
