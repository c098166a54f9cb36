package io.weft.protocol.transport.dccp;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;

/**
 * Dissects DCCP. Its data stay unread: a service code that was agreed on earlier tells what they
 * are.
 */
final class DccpDissector implements Dissector {
  private final Dissector data;

  DccpDissector(Chain.Builder chain) {
    data = chain.data();
  }

  @Override
  public Protocol protocol() {
    return Dccp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Dccp.MIN_HEADER_LENGTH)) {
      return null;
    }
    int length = Dccp.headerLength(cursor.bytes(), cursor.offset());
    if (length < Dccp.MIN_HEADER_LENGTH) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    return cursor.require(length) && cursor.enter(Dccp.PROTOCOL, length) ? data : null;
  }
}
