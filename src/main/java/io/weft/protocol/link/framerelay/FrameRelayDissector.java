package io.weft.protocol.link.framerelay;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.SnapTable;

/** Frame relay: the payload is named by an NLPID, or by SNAP behind one (RFC 2427, section 4). */
public final class FrameRelayDissector implements Dissector {
  private static final int LINKTYPE_FRELAY = 107;

  private static final int NLPID_PADDING = 0x00;
  private static final int NLPID_SNAP = 0x80;
  private static final int NLPID_IPV6 = 0x8E;
  private static final int NLPID_IPV4 = 0xCC;

  private static final int ETHER_TYPE_LENGTH = 2;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86DD;

  private final SnapTable snap;
  private final DispatchTable byEtherType;

  private FrameRelayDissector(Chain.Builder chain) {
    snap = new SnapTable(chain);
    byEtherType = chain.table(Chain.Builder.ETHER_TYPE);
  }

  public static void register(Chain.Builder chain) {
    chain.linkType(LINKTYPE_FRELAY, new FrameRelayDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return FrameRelay.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(FrameRelay.MIN_ADDRESS_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int length = FrameRelay.MIN_ADDRESS_LENGTH;
    while (length < FrameRelay.MAX_ADDRESS_LENGTH && !FrameRelay.isLast(bytes, at + length - 1)) {
      length++;
      if (!packet.require(length)) {
        return null;
      }
    }
    if (!packet.require(length + ETHER_TYPE_LENGTH)) {
      return null;
    }
    if (BigEndian.u8(bytes, at + length) != FrameRelay.UNNUMBERED_INFORMATION) {
      return packet.enter(FrameRelay.PROTOCOL, length + ETHER_TYPE_LENGTH)
          ? byEtherType.get(BigEndian.u16(bytes, at + length)) // as Cisco has it
          : null;
    }
    length++;
    if (BigEndian.u8(bytes, at + length) == NLPID_PADDING) {
      length++;
    }
    return packet.require(length + 1) ? payload(packet, length) : null;
  }

  private Dissector payload(Packet packet, int nlpidAt) {
    byte[] bytes = packet.bytes();
    int nlpid = BigEndian.u8(bytes, packet.offset() + nlpidAt);
    int length = nlpidAt + 1;
    if (nlpid != NLPID_SNAP) {
      packet.enter(FrameRelay.PROTOCOL, length);
      return switch (nlpid) {
        case NLPID_IPV4 -> byEtherType.get(ETHERTYPE_IPV4);
        case NLPID_IPV6 -> byEtherType.get(ETHERTYPE_IPV6);
        default -> byEtherType.otherwise();
      };
    }
    int behind = packet.offset() + length;
    return packet.require(length + SnapTable.LENGTH)
            && packet.enter(FrameRelay.PROTOCOL, length + SnapTable.LENGTH)
        ? snap.get(bytes, behind)
        : null;
  }
}
