package io.weft.protocol.transport.pgm;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;

/** Dissects PGM. What data packets carry stays unread: nothing tells what it is. */
final class PgmDissector implements Dissector {
  private final Dissector data;

  PgmDissector(Chain.Builder chain) {
    data = chain.data();
  }

  @Override
  public Protocol protocol() {
    return Pgm.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Pgm.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (!Pgm.isData(bytes, at)) {
      cursor.enter(Pgm.PROTOCOL, cursor.available());
      return null;
    }
    int length = Pgm.DATA_HEADER_LENGTH;
    if ((bytes[at + Pgm.OPTIONS] & Pgm.HAS_OPTIONS) != 0) {
      if (!cursor.require(length + Pgm.OPTION_LENGTH)) {
        return null;
      }
      int options = BigEndian.u16(bytes, at + length + 2);
      if (options < Pgm.OPTION_LENGTH) {
        return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
      }
      length += options;
    }
    return cursor.require(length) && cursor.enter(Pgm.PROTOCOL, length) ? data : null;
  }
}
