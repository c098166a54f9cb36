package io.weft.protocol.link.wlan;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.llc.LlcDissector;

/** 802.11; data frames that are not encrypted are read on. */
public final class WlanDissector implements Dissector {
  private static final int LINKTYPE_IEEE802_11 = 105;

  private final boolean swapped;
  private final Dissector llc;
  private final Dissector data;

  /**
   * @param swapped are the numbers in the other byte order?
   */
  public WlanDissector(Chain.Builder chain, boolean swapped) {
    this.swapped = swapped;
    llc = new LlcDissector(chain);
    data = chain.data();
  }

  public static void register(Chain.Builder chain) {
    chain.linkType(LINKTYPE_IEEE802_11, new WlanDissector(chain, false));
  }

  @Override
  public Protocol protocol() {
    return Wlan.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Wlan.MIN_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int control = Wlan.control(bytes, at, swapped);
    int flags = Wlan.flags(bytes, at, swapped);
    int type = Wlan.type(control);
    if (type != Wlan.DATA) {
      int length = type == Wlan.MANAGEMENT ? Wlan.FULL_LENGTH : Wlan.MIN_LENGTH;
      if (packet.require(length)) {
        packet.enter(Wlan.PROTOCOL, length);
      }
      return null;
    }
    int length = Wlan.headerLength(control, flags);
    if (!packet.require(length) || !packet.enter(Wlan.PROTOCOL, length)) {
      return null;
    }
    return Wlan.carriesLlc(bytes, at, control, flags, swapped) ? llc : data;
  }
}
