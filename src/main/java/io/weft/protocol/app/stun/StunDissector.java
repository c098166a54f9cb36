package io.weft.protocol.app.stun;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects STUN. */
final class StunDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Stun.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Stun.HEADER_LENGTH)) {
      return null;
    }
    int length = BigEndian.u16(cursor.bytes(), cursor.offset() + Stun.LENGTH);
    cursor.narrow(Stun.HEADER_LENGTH + length, Stun.PROTOCOL);
    cursor.require(Math.min(Stun.HEADER_LENGTH + length, cursor.wireLimit() - cursor.offset()));
    cursor.enter(Stun.PROTOCOL, cursor.available());
    return null;
  }
}
