package io.weft.protocol.link.raw;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/**
 * Frames that begin with the IP header: its version says which. Has no header, and makes no layer.
 */
public final class RawIpDissector implements Dissector {
  public static final Protocol PROTOCOL = Protocol.of("raw", "Raw packet data");

  /** DLT_RAW has one number on most systems, another on OpenBSD; LINKTYPE_RAW is the files' own. */
  private static final int DLT_RAW = 12;

  private static final int DLT_RAW_OPENBSD = 14;
  private static final int LINKTYPE_RAW = 101;

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86DD;

  private final DispatchTable byEtherType;

  private RawIpDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    RawIpDissector raw = new RawIpDissector(chain.table(Chain.Builder.ETHER_TYPE));
    chain.linkType(DLT_RAW, raw).linkType(DLT_RAW_OPENBSD, raw).linkType(LINKTYPE_RAW, raw);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(1)) {
      return null;
    }
    int version = BigEndian.u8(packet.bytes(), packet.offset()) >> 4;
    if (version == 4) {
      return byEtherType.get(ETHERTYPE_IPV4);
    }
    return version == 6 ? byEtherType.get(ETHERTYPE_IPV6) : byEtherType.otherwise();
  }
}
