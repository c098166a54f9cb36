package io.weft.protocol.app.snmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

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
    int content = Ber.content(bytes, at, to);
    if (content == Ber.NONE
        || BigEndian.u8(bytes, at) != Ber.SEQUENCE
        || Snmp.version(bytes, at, to) == Ber.NONE) {
      return cursor.reject(Anomaly.BAD_VERSION);
    }
    long length = content - at + Ber.length(bytes, at, content);
    if (length <= Integer.MAX_VALUE) {
      cursor.narrow((int) length, Snmp.PROTOCOL);
      cursor.require((int) Math.min(length, cursor.wireLimit() - at));
    }
    cursor.enter(Snmp.PROTOCOL, cursor.available());
    return null;
  }
}
