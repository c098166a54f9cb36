package io.weft.protocol.link.arp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects ARP and reverse ARP. The bytes behind the addresses are padding. */
final class ArpDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Arp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Arp.FIXED_LENGTH)) {
      return null;
    }
    int length = Arp.length(cursor.bytes(), cursor.offset());
    if (cursor.require(length)) {
      cursor.narrow(length, Arp.PROTOCOL);
    }
    cursor.enter(Arp.PROTOCOL, Math.min(length, cursor.available()));
    return null;
  }
}
