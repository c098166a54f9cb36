package io.weft.protocol.link.wlan;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;

/** Dissects Radiotap, which an 802.11 frame follows, and cuts off the frame check sequence. */
final class RadiotapDissector implements Dissector {
  private static final int FRAME_CHECK_LENGTH = 4;

  private final Dissector wlan;

  RadiotapDissector(Chain.Builder chain) {
    wlan = new WlanDissector(chain, false);
  }

  @Override
  public Protocol protocol() {
    return Radiotap.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Radiotap.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int length = Radiotap.headerLength(bytes, at);
    if (length < Radiotap.MIN_HEADER_LENGTH) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!cursor.require(length)) {
      return null;
    }
    int end = cursor.wireLimit() - at - FRAME_CHECK_LENGTH;
    if (Radiotap.hasFrameCheck(bytes, at, length) && end >= length) {
      cursor.narrow(end, Radiotap.PROTOCOL);
    }
    return cursor.enter(Radiotap.PROTOCOL, length) ? wlan : null;
  }
}
