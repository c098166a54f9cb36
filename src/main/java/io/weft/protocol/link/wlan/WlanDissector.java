package io.weft.protocol.link.wlan;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.link.LinkDissectors;

/** Dissects 802.11. The payload of data frames that are not encrypted is read on. */
final class WlanDissector implements Dissector {
  /** Attached to frames whose two-byte numbers are in the opposite of the standard's byte order. */
  static final Object SWAPPED = new Object();

  private final boolean swapped;
  private final Dissector llc;
  private final Dissector data;

  /**
   * @param swapped are two-byte numbers in the opposite of the standard's byte order?
   */
  WlanDissector(Chain.Builder chain, boolean swapped) {
    this.swapped = swapped;
    llc = chain.named(LinkDissectors.LLC);
    data = chain.data();
  }

  @Override
  public Protocol protocol() {
    return Wlan.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Wlan.MIN_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int control = Wlan.control(bytes, at, swapped);
    int flags = Wlan.flags(bytes, at, swapped);
    int type = Wlan.type(control);
    if (type != Wlan.DATA) {
      int length = type == Wlan.MANAGEMENT ? Wlan.FULL_LENGTH : Wlan.MIN_LENGTH;
      if (cursor.require(length)) {
        // The body of a management frame is read with its header.
        enter(cursor, type == Wlan.MANAGEMENT ? cursor.available() : length);
      }
      return null;
    }
    int length = Wlan.headerLength(control, flags);
    if (!cursor.require(length) || !enter(cursor, length)) {
      return null;
    }
    return Wlan.carriesLlc(bytes, at, control, flags, swapped) ? llc : data;
  }

  private boolean enter(Cursor cursor, int length) {
    boolean isEntered = cursor.enter(Wlan.PROTOCOL, length);
    if (isEntered && swapped) {
      cursor.annotations().attach(cursor.packet().layerCount() - 1, SWAPPED);
    }
    return isEntered;
  }
}
