package io.weft.protocol.app.radius;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects RADIUS. Bytes behind the packet's own length are padding. */
final class RadiusDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Radius.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Radius.HEADER_LENGTH)) {
      return null;
    }
    int length = BigEndian.u16(cursor.bytes(), cursor.offset() + Radius.LENGTH);
    if (length < Radius.HEADER_LENGTH) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    cursor.narrow(length, Radius.PROTOCOL);
    cursor.require(Math.min(length, cursor.wireLimit() - cursor.offset()));
    cursor.enter(Radius.PROTOCOL, cursor.available());
    return null;
  }
}
