package io.weft.protocol.app.sip;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.sip.sdp.Sdp;

/** Dissects a message in a datagram, and the description of a session in its body. */
final class SipDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Sip.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(SipStartLine.LEAST)) {
      return null;
    }
    int start = cursor.offset();
    int body = SipHeaders.description(cursor.bytes(), start, cursor.limit());
    if (body < 0) {
      cursor.enter(Sip.PROTOCOL, cursor.available());
      return null;
    }
    return cursor.enter(Sip.PROTOCOL, body - start) ? Sdp.dissector() : null;
  }
}
