package io.weft.protocol.tunnel.gre;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** GRE with all its options; ERSPAN and PPTP ride on it. */
public final class GreDissector implements Dissector {
  private static final int IP_PROTOCOL_GRE = 47;
  private static final int ETHERTYPE_BRIDGED = 0x6558;
  private static final int ETHERTYPE_ERSPAN = 0x88BE;
  private static final int ENTRY_LENGTH = 3;

  private final DispatchTable byEtherType;

  private GreDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    chain.ipProtocol(IP_PROTOCOL_GRE, new GreDissector(chain.table(Chain.Builder.ETHER_TYPE)));
  }

  @Override
  public Protocol protocol() {
    return Gre.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Gre.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int fixed = Gre.fixedLength(bytes, at);
    int length = Gre.hasRouting(bytes, at) ? routed(packet, fixed) : fixed;
    if (length < 0 || !packet.require(length)) {
      return null;
    }
    if (Gre.version(bytes, at) == 1 && Gre.hasKey(bytes, at)) {
      packet.narrow(length + Gre.pptpPayloadLength(bytes, at), Gre.PROTOCOL);
    }
    if (!packet.enter(Gre.PROTOCOL, length) || packet.available() == 0) {
      return null;
    }
    int type = Gre.protocolType(bytes, at);
    if (type == ETHERTYPE_ERSPAN && !Gre.hasSequence(bytes, at)) {
      return byEtherType.get(ETHERTYPE_BRIDGED); // ERSPAN type I has no header
    }
    return byEtherType.get(type);
  }

  /** Length with the routing entries; -1 where they do not end. The last one has length 0. */
  private static int routed(Packet packet, int fixed) {
    byte[] bytes = packet.bytes();
    int length = fixed;
    while (packet.require(length + Gre.ROUTING_ENTRY_LENGTH)) {
      int information = BigEndian.u8(bytes, packet.offset() + length + ENTRY_LENGTH);
      length += Gre.ROUTING_ENTRY_LENGTH + information;
      if (information == 0) {
        return length;
      }
    }
    return -1;
  }
}
