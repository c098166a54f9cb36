package io.weft.protocol.link.ppi;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Headers that a capturing system puts before frames of another link type: PPI and PKTAP. */
public final class CaptureHeaderDissector implements Dissector {
  private static final int LINKTYPE_USER2 = 149; // what Darwin calls DLT_PKTAP
  private static final int LINKTYPE_PPI = 192;
  private static final int LINKTYPE_PKTAP = 258;

  private final Protocol protocol;
  private final DispatchTable byLinkType;

  private CaptureHeaderDissector(Protocol protocol, DispatchTable byLinkType) {
    this.protocol = protocol;
    this.byLinkType = byLinkType;
  }

  public static void register(Chain.Builder chain) {
    DispatchTable linkTypes = chain.table(Chain.Builder.LINK_TYPE);
    CaptureHeaderDissector pktap = new CaptureHeaderDissector(Pktap.PROTOCOL, linkTypes);
    chain
        .linkType(LINKTYPE_PPI, new CaptureHeaderDissector(Ppi.PROTOCOL, linkTypes))
        .linkType(LINKTYPE_USER2, pktap)
        .linkType(LINKTYPE_PKTAP, pktap);
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Packet packet) {
    boolean ppi = protocol == Ppi.PROTOCOL;
    int least = ppi ? Ppi.MIN_HEADER_LENGTH : Pktap.MIN_HEADER_LENGTH;
    if (!packet.require(least)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int length = ppi ? Ppi.headerLength(bytes, at) : Pktap.headerLength(bytes, at);
    if (length < least) {
      return packet.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!packet.require(length) || !packet.enter(protocol, length)) {
      return null;
    }
    return byLinkType.get(ppi ? Ppi.linkType(bytes, at) : Pktap.linkType(bytes, at));
  }
}
