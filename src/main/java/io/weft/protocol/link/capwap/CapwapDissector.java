package io.weft.protocol.link.capwap;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.LinkDissectors;

/**
 * Dissects CAPWAP's data channel. Access points in use write the two-byte numbers of a carried
 * 802.11 frame in the opposite of the byte order that 802.11 asks for; Wireshark expects that too.
 */
final class CapwapDissector implements Dissector {
  private final Dissector wlan;
  private final DispatchTable byEtherType;

  CapwapDissector(Chain.Builder chain) {
    wlan = chain.named(LinkDissectors.WLAN_BYTE_SWAPPED);
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Capwap.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Capwap.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (!Capwap.isClear(bytes, at)) {
      return byEtherType.otherwise();
    }
    int length = Capwap.headerLength(bytes, at);
    if (length < Capwap.MIN_HEADER_LENGTH) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!cursor.require(length) || !cursor.enter(Capwap.PROTOCOL, length)) {
      return null;
    }
    cursor.tunnel(Packet.NO_IDENTIFIER);
    if (!Capwap.carriesFrame(bytes, at)) {
      return byEtherType.otherwise();
    }
    return Capwap.isNative(bytes, at) ? wlan : byEtherType.get(EtherType.ETHERNET);
  }

  /** Version 0 in clear, with reserved bits of 0, for wireless clients of a known kind. */
  static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    if (!Capwap.isClear(bytes, from) || Capwap.hasReserved(bytes, from)) {
      return Fit.NO;
    }
    int length = Capwap.headerLength(bytes, from);
    return Fit.yesOrMaybe(
        Capwap.isKnownBinding(bytes, from)
            && length >= Capwap.MIN_HEADER_LENGTH
            && length <= wireTo - from);
  }
}
