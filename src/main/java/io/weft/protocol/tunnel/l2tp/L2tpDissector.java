package io.weft.protocol.tunnel.l2tp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/**
 * L2TP version 2: data messages carry PPP. Version 3 needs the session's set-up to be read (RFC
 * 3931, section 4.1.2): its payload stays unread.
 */
public final class L2tpDissector implements Dissector {
  private static final int UDP_PORT_L2TP = 1701;
  private static final int ETHERTYPE_PPP = 0x880B;
  private static final int VERSION_3 = 3;

  private final DispatchTable byEtherType;

  private L2tpDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    chain.udpPort(UDP_PORT_L2TP, new L2tpDissector(chain.table(Chain.Builder.ETHER_TYPE)));
  }

  @Override
  public Protocol protocol() {
    return L2tp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(L2tp.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int version = L2tp.version(bytes, at);
    if (version == VERSION_3) {
      return byEtherType.otherwise();
    }
    if (version != 2) {
      return packet.reject(Anomaly.BAD_VERSION);
    }
    int length = L2tp.fixedLength(bytes, at);
    if (!packet.require(length)) {
      return null;
    }
    if (L2tp.hasOffset(bytes, at)) {
      length += BigEndian.u16(bytes, at + length - 2);
    }
    if (L2tp.hasLength(bytes, at)) {
      packet.narrow(L2tp.length(bytes, at), L2tp.PROTOCOL);
    }
    if (!packet.require(length) || !packet.enter(L2tp.PROTOCOL, length)) {
      return null;
    }
    return L2tp.isControl(bytes, at) || packet.available() == 0
        ? null
        : byEtherType.get(ETHERTYPE_PPP);
  }
}
