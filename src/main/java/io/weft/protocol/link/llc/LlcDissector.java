package io.weft.protocol.link.llc;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.LlcSap;
import io.weft.protocol.link.LlcHeader;
import io.weft.protocol.link.SnapTable;

/**
 * Dissects LLC. A SNAP header leads to the payload, mostly by ethertype; without one the
 * destination service access point does.
 */
final class LlcDissector implements Dissector {
  private final DispatchTable bySap;
  private final SnapTable snap;

  LlcDissector(Chain.Builder chain) {
    bySap = chain.table(LlcSap.TABLE);
    snap = new SnapTable(chain);
  }

  @Override
  public Protocol protocol() {
    return Llc.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(LlcHeader.MIN_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    boolean isSnap = Llc.isSnap(bytes, at);
    int control = Llc.controlLength(bytes, at);
    int length = 2 + control + (isSnap ? SnapTable.LENGTH : 0);
    if (!cursor.require(length) || !cursor.enter(Llc.PROTOCOL, length)) {
      return null;
    }
    if (!Llc.isInformation(bytes, at)) {
      return bySap.otherwise();
    }
    return isSnap ? snap.get(bytes, at + 2 + control) : bySap.get(Llc.dsap(bytes, at));
  }
}
