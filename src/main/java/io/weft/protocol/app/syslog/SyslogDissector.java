package io.weft.protocol.app.syslog;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects syslog: the whole datagram is a message. */
final class SyslogDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Syslog.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.require(1)) {
      cursor.enter(Syslog.PROTOCOL, cursor.available());
    }
    return null;
  }
}
