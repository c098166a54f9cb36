package io.weft.protocol.app.snmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.BerElement;

/** Dissects SNMP. A message that is longer than its datagram is malformed. */
final class SnmpDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Snmp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Snmp.MIN_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int to = at + cursor.available();
    int content = BerElement.content(bytes, at, to);
    if (content == BerElement.NONE
        || BigEndian.u8(bytes, at) != BerElement.SEQUENCE
        || Snmp.version(bytes, at, to) == BerElement.NONE) {
      return cursor.reject(Anomaly.BAD_VERSION);
    }
    long length = content - at + BerElement.length(bytes, at, content);
    if (length <= Integer.MAX_VALUE) {
      cursor.narrow((int) length, Snmp.PROTOCOL);
      cursor.require((int) Math.min(length, cursor.wireLimit() - at));
    }
    cursor.enter(Snmp.PROTOCOL, cursor.available());
    return null;
  }
}
