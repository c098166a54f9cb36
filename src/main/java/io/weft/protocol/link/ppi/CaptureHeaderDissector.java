package io.weft.protocol.link.ppi;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;

/**
 * Dissects PPI and PKTAP, which a capturing system puts before a frame and which name its link
 * type.
 */
final class CaptureHeaderDissector implements Dissector {
  private final Protocol protocol;
  private final DispatchTable byLinkType;

  CaptureHeaderDissector(Chain.Builder chain, Protocol protocol) {
    this.protocol = protocol;
    byLinkType = chain.table(Chain.LINK_TYPES);
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    boolean ppi = protocol == Ppi.PROTOCOL;
    int least = ppi ? Ppi.MIN_HEADER_LENGTH : Pktap.MIN_HEADER_LENGTH;
    if (!cursor.require(least)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int length = ppi ? Ppi.headerLength(bytes, at) : Pktap.headerLength(bytes, at);
    if (length < least) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!cursor.require(length) || !cursor.enter(protocol, length)) {
      return null;
    }
    return byLinkType.get(ppi ? Ppi.linkType(bytes, at) : Pktap.linkType(bytes, at));
  }
}
