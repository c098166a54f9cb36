package io.weft.protocol.link.wlan;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;

/**
 * Dissects Prism and AVS headers, which it tells apart by their first word; an 802.11 frame follows
 * either.
 */
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
