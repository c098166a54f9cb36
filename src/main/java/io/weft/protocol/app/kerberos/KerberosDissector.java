package io.weft.protocol.app.kerberos;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects a datagram, which is one message. */
final class KerberosDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Kerberos.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Kerberos.LEAST)) {
      return null;
    }
    int at = cursor.offset();
    long length = Kerberos.length(cursor.bytes(), at, at + cursor.available());
    if (length < 0) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    cursor.narrow((int) length, Kerberos.PROTOCOL);
    cursor.require((int) Math.min(length, cursor.wireLimit() - at));
    cursor.enter(Kerberos.PROTOCOL, cursor.available());
    return null;
  }
}
