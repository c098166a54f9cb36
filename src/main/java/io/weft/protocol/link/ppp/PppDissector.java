package io.weft.protocol.link.ppp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.PppProtocol;
import io.weft.protocol.link.HdlcAddress;
import io.weft.protocol.link.LinkDissectors;

/**
 * Dissects PPP on a serial line and as the payload of PPPoE, GRE and L2TP. On a serial line the
 * first byte may tell that the frame has Cisco's framing.
 */
final class PppDissector implements Dissector {
  private final DispatchTable byNumber;
  private final Dissector ciscoHdlc;

  PppDissector(Chain.Builder chain) {
    byNumber = chain.table(PppProtocol.TABLE);
    ciscoHdlc = chain.named(LinkDissectors.CISCO_HDLC);
  }

  @Override
  public Protocol protocol() {
    return Ppp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(1)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (HdlcAddress.isCisco(BigEndian.u8(bytes, at))) {
      return ciscoHdlc;
    }
    int framing = Ppp.framingLength(bytes, at);
    if (!cursor.require(framing + 1)) {
      return null;
    }
    int length = framing + Ppp.numberLength(bytes, at + framing);
    if (!cursor.require(length) || !cursor.enter(Ppp.PROTOCOL, length)) {
      return null;
    }
    return byNumber.get(Ppp.number(bytes, at + framing));
  }
}
