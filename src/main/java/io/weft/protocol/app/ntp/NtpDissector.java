package io.weft.protocol.app.ntp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * Dissects NTP. Extensions and a message authentication code belong to the layer. A message that
 * ends within its header is one as far as it goes.
 */
final class NtpDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Ntp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Ntp.LEAST_SHOWN)) {
      return null;
    }
    cursor.require(Ntp.headerLength(Ntp.mode(cursor.bytes(), cursor.offset())));
    cursor.enter(Ntp.PROTOCOL, cursor.available());
    return null;
  }
}
