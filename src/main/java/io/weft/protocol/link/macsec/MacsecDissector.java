package io.weft.protocol.link.macsec;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.link.TypeOrLength;

/**
 * Dissects MACsec. The payload of a frame that is only authenticated is read on, up to the check
 * value.
 */
final class MacsecDissector implements Dissector {
  private final TypeOrLength payload;
  private final Dissector data;

  MacsecDissector(Chain.Builder chain) {
    payload = new TypeOrLength(chain);
    data = chain.data();
  }

  @Override
  public Protocol protocol() {
    return Macsec.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Macsec.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int tag = Macsec.MIN_HEADER_LENGTH + (Macsec.hasChannel(bytes, at) ? Macsec.CHANNEL_LENGTH : 0);
    if (Macsec.isChanged(bytes, at)) {
      return cursor.require(tag) && cursor.enter(Macsec.PROTOCOL, tag) ? data : null;
    }
    int header = tag + Macsec.TYPE_LENGTH;
    if (!cursor.require(header)) {
      return null;
    }
    int there = cursor.wireLimit() - at - Macsec.CHECK_VALUE_LENGTH;
    int shortLength = Macsec.shortLength(bytes, at);
    int end = shortLength == 0 ? there : Math.min(there, tag + shortLength);
    cursor.narrow(Math.max(header, end), Macsec.PROTOCOL);
    int type = BigEndian.u16(bytes, at + tag);
    return cursor.enter(Macsec.PROTOCOL, header)
        ? payload.next(cursor, type, Macsec.PROTOCOL)
        : null;
  }
}
