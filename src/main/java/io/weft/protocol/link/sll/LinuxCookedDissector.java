package io.weft.protocol.link.sll;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.llc.LlcDissector;

/** Both versions of Linux' cooked header: an ethertype, or a number of Linux' own. */
public final class LinuxCookedDissector implements Dissector {
  private static final int LINKTYPE_LINUX_SLL = 113;
  private static final int LINKTYPE_LINUX_SLL2 = 276;

  private static final int ETH_P_802_2 = 0x0004;

  /** What the protocol field means depends on the interface: for these it is no ethertype. */
  private static final int ARPHRD_NETLINK = 824;

  private static final int ARPHRD_IEEE80211_RADIOTAP = 803;

  private final boolean second;
  private final DispatchTable byEtherType;
  private final Dissector llc;

  private LinuxCookedDissector(boolean second, DispatchTable byEtherType, Dissector llc) {
    this.second = second;
    this.byEtherType = byEtherType;
    this.llc = llc;
  }

  public static void register(Chain.Builder chain) {
    DispatchTable byEtherType = chain.table(Chain.Builder.ETHER_TYPE);
    Dissector llc = new LlcDissector(chain);
    chain
        .linkType(LINKTYPE_LINUX_SLL, new LinuxCookedDissector(false, byEtherType, llc))
        .linkType(LINKTYPE_LINUX_SLL2, new LinuxCookedDissector(true, byEtherType, llc));
  }

  @Override
  public Protocol protocol() {
    return second ? LinuxCooked2.PROTOCOL : LinuxCooked.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    int length = second ? LinuxCooked2.HEADER_LENGTH : LinuxCooked.HEADER_LENGTH;
    if (!packet.require(length)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int hardware =
        second ? LinuxCooked2.hardwareType(bytes, at) : LinuxCooked.hardwareType(bytes, at);
    int type = second ? LinuxCooked2.protocolType(bytes, at) : LinuxCooked.protocolType(bytes, at);
    if (!packet.enter(protocol(), length)) {
      return null;
    }
    if (hardware == ARPHRD_NETLINK || hardware == ARPHRD_IEEE80211_RADIOTAP) {
      return byEtherType.otherwise();
    }
    return type == ETH_P_802_2 ? llc : byEtherType.get(type);
  }
}
