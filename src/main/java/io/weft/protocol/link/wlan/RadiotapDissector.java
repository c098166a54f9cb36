package io.weft.protocol.link.wlan;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Radiotap, then 802.11; a frame check sequence is no payload. */
public final class RadiotapDissector implements Dissector {
  private static final int LINKTYPE_IEEE802_11_RADIOTAP = 127;
  private static final int FRAME_CHECK_LENGTH = 4;

  private final Dissector wlan;

  private RadiotapDissector(Dissector wlan) {
    this.wlan = wlan;
  }

  public static void register(Chain.Builder chain) {
    chain.linkType(
        LINKTYPE_IEEE802_11_RADIOTAP, new RadiotapDissector(new WlanDissector(chain, false)));
  }

  @Override
  public Protocol protocol() {
    return Radiotap.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Radiotap.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int length = Radiotap.headerLength(bytes, at);
    if (length < Radiotap.MIN_HEADER_LENGTH) {
      return packet.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!packet.require(length)) {
      return null;
    }
    int end = packet.wireLimit() - at - FRAME_CHECK_LENGTH;
    if (Radiotap.hasFrameCheck(bytes, at, length) && end >= length) {
      packet.narrow(end, Radiotap.PROTOCOL);
    }
    return packet.enter(Radiotap.PROTOCOL, length) ? wlan : null;
  }
}
