package io.weft.protocol.tunnel.l2tp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/**
 * Dissects L2TP version 2, whose data messages carry PPP. The header of version 3 can only be read
 * by those who saw the session set up (RFC 3931, section 4.1.2), so version 3 stays unread.
 */
final class L2tpDissector implements Dissector {
  private static final int VERSION_3 = 3;

  private final DispatchTable byEtherType;

  L2tpDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return L2tp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(L2tp.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int version = L2tp.version(bytes, at);
    if (version == VERSION_3) {
      return byEtherType.otherwise();
    }
    if (version != 2) {
      return cursor.reject(Anomaly.BAD_VERSION);
    }
    int length = L2tp.fixedLength(bytes, at);
    if (!cursor.require(length)) {
      return null;
    }
    if (L2tp.hasOffset(bytes, at)) {
      length += BigEndian.u16(bytes, at + length - 2);
    }
    if (L2tp.hasLength(bytes, at)) {
      cursor.narrow(L2tp.length(bytes, at), L2tp.PROTOCOL);
    }
    if (!cursor.require(length) || !cursor.enter(L2tp.PROTOCOL, length)) {
      return null;
    }
    cursor.tunnel(L2tp.sessionId(bytes, at));
    return L2tp.isControl(bytes, at) || cursor.available() == 0
        ? null
        : byEtherType.get(EtherType.PPP);
  }

  /**
   * The version must be 2 and the reserved bits 0; a control message has a length and a sequence
   * number; the length must be possible.
   */
  static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    if (L2tp.version(bytes, from) != 2
        || L2tp.hasReserved(bytes, from)
        || (L2tp.isControl(bytes, from) && !L2tp.isWholeControl(bytes, from))) {
      return Fit.NO;
    }
    return Fit.yesOrMaybe(
        L2tp.fixedLength(bytes, from) <= wireTo - from
            && (!L2tp.hasLength(bytes, from) || L2tp.length(bytes, from) <= wireTo - from));
  }
}
