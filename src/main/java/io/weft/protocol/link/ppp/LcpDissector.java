package io.weft.protocol.link.ppp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.PppProtocol;

/** Reads a message of link control, and the one that it rejects inside of it (RFC 1661, 5.7). */
final class LcpDissector implements Dissector {
  /** Bytes of a rejection before the rejected message: the header and the protocol. */
  private static final int REJECTION = PppControl.HEADER_LENGTH + 2;

  private final DispatchTable byNumber;

  LcpDissector(Chain.Builder chain) {
    byNumber = chain.table(PppProtocol.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Lcp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(PppControl.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    boolean isRejection = bytes[at] == PppControl.PROTOCOL_REJECT && cursor.available() > REJECTION;
    if (!isRejection) {
      cursor.enter(Lcp.PROTOCOL, cursor.available());
      return null;
    }
    int protocol = BigEndian.u16(bytes, at + PppControl.HEADER_LENGTH);
    cursor.enter(Lcp.PROTOCOL, REJECTION);
    return protocol >= PppProtocol.FIRST_CONTROL ? byNumber.get(protocol) : null;
  }
}
