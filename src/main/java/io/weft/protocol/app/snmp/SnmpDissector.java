package io.weft.protocol.app.snmp;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.BerElement;

/**
 * Dissects SNMP. A message that is longer than its datagram is malformed, and so is one of a
 * version that nobody knows.
 */
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
    if (!Snmp.isMessage(bytes, at, to)) {
      return cursor.reject(Anomaly.BAD_VERSION);
    }
    if (Snmp.version(bytes, at, to) == BerElement.NONE) {
      cursor.note(Anomaly.BAD_VERSION, 0, cursor.available());
    }
    int content = BerElement.content(bytes, at, to);
    long length = content - at + BerElement.length(bytes, at, content);
    if (length <= Integer.MAX_VALUE) {
      cursor.narrow((int) length, Snmp.PROTOCOL);
      cursor.require((int) Math.min(length, cursor.wireLimit() - at));
    }
    cursor.enter(Snmp.PROTOCOL, cursor.available());
    return null;
  }
}
