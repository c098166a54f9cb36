package io.weft.protocol.link.capwap;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.wlan.WlanDissector;

/**
 * CAPWAP's data channel. The access points in use write a frame's numbers in the other byte order,
 * and Wireshark expects it so, too.
 */
public final class CapwapDissector implements Dissector {
  private static final int UDP_PORT_CAPWAP_DATA = 5247;
  private static final int ETHERTYPE_BRIDGED = 0x6558;

  private final Dissector wlan;
  private final DispatchTable byEtherType;

  private CapwapDissector(Dissector wlan, DispatchTable byEtherType) {
    this.wlan = wlan;
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    chain.udpPort(
        UDP_PORT_CAPWAP_DATA,
        new CapwapDissector(new WlanDissector(chain, true), chain.table(Chain.Builder.ETHER_TYPE)));
  }

  @Override
  public Protocol protocol() {
    return Capwap.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Capwap.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    if (!Capwap.isClear(bytes, at)) {
      return byEtherType.otherwise();
    }
    int length = Capwap.headerLength(bytes, at);
    if (length < Capwap.MIN_HEADER_LENGTH) {
      return packet.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!packet.require(length) || !packet.enter(Capwap.PROTOCOL, length)) {
      return null;
    }
    if (!Capwap.carriesFrame(bytes, at)) {
      return byEtherType.otherwise();
    }
    return Capwap.isNative(bytes, at) ? wlan : byEtherType.get(ETHERTYPE_BRIDGED);
  }
}
