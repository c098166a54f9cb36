package io.weft.protocol.link.wlan;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Prism and AVS headers, told apart by what they begin with, then 802.11. */
public final class PrismDissector implements Dissector {
  private static final int LINKTYPE_IEEE802_11_PRISM = 119;
  private static final int LINKTYPE_IEEE802_11_AVS = 163;

  private final Dissector wlan;

  private PrismDissector(Dissector wlan) {
    this.wlan = wlan;
  }

  public static void register(Chain.Builder chain) {
    PrismDissector prism = new PrismDissector(new WlanDissector(chain, false));
    chain.linkType(LINKTYPE_IEEE802_11_PRISM, prism).linkType(LINKTYPE_IEEE802_11_AVS, prism);
  }

  @Override
  public Protocol protocol() {
    return Prism.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Prism.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    boolean isAvs = WlanCapture.isOne(bytes, at);
    int length = isAvs ? WlanCapture.headerLength(bytes, at) : Prism.headerLength(bytes, at);
    if (length < Prism.MIN_HEADER_LENGTH) {
      return packet.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    Protocol protocol = isAvs ? WlanCapture.PROTOCOL : Prism.PROTOCOL;
    return packet.require(length) && packet.enter(protocol, length) ? wlan : null;
  }
}
