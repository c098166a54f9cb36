package io.weft.protocol.transport.sctp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * SCTP's common header. Chunks are bundled, repeated and cut like a stream: the chain ends here.
 */
final class SctpDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Sctp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.require(Sctp.HEADER_LENGTH)) {
      cursor.enter(Sctp.PROTOCOL, Sctp.HEADER_LENGTH);
    }
    return null;
  }
}
