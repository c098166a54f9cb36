package io.weft.protocol.transport.sctp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * Dissects the common header of SCTP. Dissection ends here: chunks are bundled, repeated and split,
 * so their data belong to streams and not to the packet.
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
