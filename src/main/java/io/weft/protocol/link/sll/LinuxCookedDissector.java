package io.weft.protocol.link.sll;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.LinkDissectors;

/**
 * Dissects both versions of Linux' cooked header. An ethertype, or a number of Linux' own, names
 * the payload.
 */
final class LinuxCookedDissector implements Dissector {
  /** Linux' number for an IEEE 802.3 frame, whose payload begins with LLC. */
  private static final int ETH_P_802_2 = 0x0004;

  /** On interfaces of this kind, and of the next, the protocol field is no ethertype. */
  private static final int ARPHRD_NETLINK = 824;

  private static final int ARPHRD_IEEE80211_RADIOTAP = 803;

  /** Does this dissector read the second version of the header? */
  private final boolean second;

  private final DispatchTable byEtherType;
  private final Dissector llc;

  LinuxCookedDissector(Chain.Builder chain, boolean second) {
    this.second = second;
    byEtherType = chain.table(EtherType.TABLE);
    llc = chain.named(LinkDissectors.LLC);
  }

  @Override
  public Protocol protocol() {
    return second ? LinuxCooked2.PROTOCOL : LinuxCooked.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    int length = second ? LinuxCooked2.HEADER_LENGTH : LinuxCooked.HEADER_LENGTH;
    if (!cursor.require(length)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int hardware =
        second ? LinuxCooked2.hardwareType(bytes, at) : LinuxCooked.hardwareType(bytes, at);
    int type = second ? LinuxCooked2.protocolType(bytes, at) : LinuxCooked.protocolType(bytes, at);
    if (!cursor.enter(protocol(), length)) {
      return null;
    }
    if (hardware == ARPHRD_NETLINK || hardware == ARPHRD_IEEE80211_RADIOTAP) {
      return byEtherType.otherwise();
    }
    return type == ETH_P_802_2 ? llc : byEtherType.get(type);
  }
}
