package io.weft.protocol.link.wlan;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Prism and AVS headers, told apart by what they begin with, then 802.11. */
final class PrismDissector implements Dissector {
  private final Dissector wlan;

  PrismDissector(Chain.Builder chain) {
    wlan = new WlanDissector(chain, false);
  }

  @Override
  public Protocol protocol() {
    return Prism.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Prism.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    boolean isAvs = WlanCapture.isOne(bytes, at);
    int length = isAvs ? WlanCapture.headerLength(bytes, at) : Prism.headerLength(bytes, at);
    if (length < Prism.MIN_HEADER_LENGTH) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    Protocol protocol = isAvs ? WlanCapture.PROTOCOL : Prism.PROTOCOL;
    return cursor.require(length) && cursor.enter(protocol, length) ? wlan : null;
  }
}
