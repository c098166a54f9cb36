package io.weft.protocol.tunnel;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;

/**
 * The payload numbers that NSH and the generic extension of VXLAN share (RFC 8300, section 2.2).
 */
public final class NextProtocol {
  public static final int ETHERNET = 3;

  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int NSH = 4;
  private static final int MPLS = 5;

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_BRIDGED = 0x6558;
  private static final int ETHERTYPE_IPV6 = 0x86DD;
  private static final int ETHERTYPE_MPLS = 0x8847;
  private static final int ETHERTYPE_NSH = 0x894F;

  private final DispatchTable byEtherType;

  public NextProtocol(Chain.Builder chain) {
    byEtherType = chain.table(Chain.Builder.ETHER_TYPE);
  }

  public Dissector get(int number) {
    return switch (number) {
      case IPV4 -> byEtherType.get(ETHERTYPE_IPV4);
      case IPV6 -> byEtherType.get(ETHERTYPE_IPV6);
      case ETHERNET -> byEtherType.get(ETHERTYPE_BRIDGED);
      case NSH -> byEtherType.get(ETHERTYPE_NSH);
      case MPLS -> byEtherType.get(ETHERTYPE_MPLS);
      default -> byEtherType.otherwise();
    };
  }
}
