package io.weft.protocol.transport.tcp;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * Dissects TCP. Dissection ends here, because what a segment carries belongs to the stream of its
 * connection and not to the packet.
 */
final class TcpDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Tcp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    int there = cursor.available();
    if (!cursor.require(Tcp.MIN_HEADER_LENGTH)) {
      if (cursor.inQuote() && there >= Tcp.QUOTED_LENGTH) {
        cursor.padQuote(Tcp.MIN_HEADER_LENGTH);
        cursor.enter(Tcp.PROTOCOL, there);
      }
      return null;
    }
    int headerLength = Tcp.headerLength(cursor.bytes(), cursor.offset());
    if (headerLength < Tcp.MIN_HEADER_LENGTH) {
      cursor.note(Anomaly.BAD_HEADER_LENGTH, 0, there);
      cursor.enter(Tcp.PROTOCOL, there);
    } else {
      cursor.enter(Tcp.PROTOCOL, cursor.require(headerLength) ? headerLength : there);
    }
    return null;
  }
}
