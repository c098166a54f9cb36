package io.weft.protocol.link.framerelay;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.SnapTable;

/**
 * Dissects frame relay. An NLPID names the payload, or a SNAP header behind the NLPID does (RFC
 * 2427, section 4); in Cisco's encapsulation an ethertype does.
 */
final class FrameRelayDissector implements Dissector {
  private static final int NLPID_PADDING = 0x00;
  private static final int NLPID_SNAP = 0x80;
  private static final int NLPID_IPV6 = 0x8E;
  private static final int NLPID_IPV4 = 0xCC;

  private static final int ETHER_TYPE_LENGTH = 2;

  private final SnapTable snap;
  private final DispatchTable byEtherType;

  FrameRelayDissector(Chain.Builder chain) {
    snap = new SnapTable(chain);
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return FrameRelay.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(FrameRelay.MIN_ADDRESS_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int length = FrameRelay.MIN_ADDRESS_LENGTH;
    while (length < FrameRelay.MAX_ADDRESS_LENGTH && !FrameRelay.isLast(bytes, at + length - 1)) {
      length++;
      if (!cursor.require(length)) {
        return null;
      }
    }
    if (!cursor.require(length + ETHER_TYPE_LENGTH)) {
      return null;
    }
    if (BigEndian.u8(bytes, at + length) != FrameRelay.UNNUMBERED_INFORMATION) {
      return cursor.enter(FrameRelay.PROTOCOL, length + ETHER_TYPE_LENGTH)
          ? byEtherType.get(BigEndian.u16(bytes, at + length)) // Cisco's encapsulation
          : null;
    }
    length++;
    if (BigEndian.u8(bytes, at + length) == NLPID_PADDING) {
      length++;
    }
    return cursor.require(length + 1) ? payload(cursor, length) : null;
  }

  private Dissector payload(Cursor cursor, int nlpidAt) {
    byte[] bytes = cursor.bytes();
    int nlpid = BigEndian.u8(bytes, cursor.offset() + nlpidAt);
    int length = nlpidAt + 1;
    if (nlpid != NLPID_SNAP) {
      cursor.enter(FrameRelay.PROTOCOL, length);
      return switch (nlpid) {
        case NLPID_IPV4 -> byEtherType.get(EtherType.IPV4);
        case NLPID_IPV6 -> byEtherType.get(EtherType.IPV6);
        default -> byEtherType.otherwise();
      };
    }
    int behind = cursor.offset() + length;
    return cursor.require(length + SnapTable.LENGTH)
            && cursor.enter(FrameRelay.PROTOCOL, length + SnapTable.LENGTH)
        ? snap.get(bytes, behind)
        : null;
  }
}
