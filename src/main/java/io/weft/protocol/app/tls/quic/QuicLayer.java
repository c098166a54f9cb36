package io.weft.protocol.app.tls.quic;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Makes a layer of a datagram's packets. */
final class QuicLayer implements Dissector {
  @Override
  public Protocol protocol() {
    return Quic.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    cursor.enter(Quic.PROTOCOL, cursor.available());
    return null;
  }
}
