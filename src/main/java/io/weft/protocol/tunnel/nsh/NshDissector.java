package io.weft.protocol.tunnel.nsh;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.tunnel.NextProtocol;

/** Dissects NSH, which follows a link's or a tunnel's header. */
final class NshDissector implements Dissector {
  private final NextProtocol next;

  NshDissector(Chain.Builder chain) {
    next = new NextProtocol(chain);
  }

  @Override
  public Protocol protocol() {
    return Nsh.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Nsh.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int length = Nsh.headerLength(bytes, at);
    if (length < Nsh.MIN_HEADER_LENGTH) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!cursor.require(length) || !cursor.enter(Nsh.PROTOCOL, length)) {
      return null;
    }
    cursor.tunnel(Nsh.servicePath(bytes, at));
    return next.get(Nsh.nextProtocol(bytes, at));
  }
}
