package io.weft.protocol.link.mpls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.ethernet.Ethernet;
import io.weft.protocol.link.llc.Llc;

/**
 * MPLS. Nothing in a label says what it carries; the first half byte behind the stack does (RFC
 * 4928): 4 and 6 are IP, 0 is a control word, and any other may begin an Ethernet address.
 */
public final class MplsDissector implements Dissector {
  private static final int ETHERTYPE_MPLS = 0x8847;
  private static final int ETHERTYPE_MPLS_MULTICAST = 0x8848;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86DD;
  private static final int ETHERTYPE_BRIDGED = 0x6558;
  private static final int IP_PROTOCOL_MPLS = 137;
  private static final int UDP_PORT_MPLS = 6635;
  private static final int PPP_MPLS = 0x0281;
  private static final int PPP_MPLS_MULTICAST = 0x0283;

  private final DispatchTable byEtherType;

  private MplsDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    MplsDissector mpls = new MplsDissector(chain.table(Chain.Builder.ETHER_TYPE));
    chain
        .etherType(ETHERTYPE_MPLS, mpls)
        .etherType(ETHERTYPE_MPLS_MULTICAST, mpls)
        .ipProtocol(IP_PROTOCOL_MPLS, mpls)
        .udpPort(UDP_PORT_MPLS, mpls)
        .put(Chain.Builder.PPP_PROTOCOL, PPP_MPLS, mpls)
        .put(Chain.Builder.PPP_PROTOCOL, PPP_MPLS_MULTICAST, mpls);
  }

  @Override
  public Protocol protocol() {
    return Mpls.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int length = 0;
    do {
      length += Mpls.ENTRY_LENGTH;
      if (!packet.require(length)) {
        return null;
      }
    } while (!Mpls.isBottom(bytes, at, length / Mpls.ENTRY_LENGTH - 1));
    if (!packet.enter(Mpls.PROTOCOL, length) || packet.available() == 0) {
      return null;
    }
    return switch (BigEndian.u8(bytes, packet.offset()) >> 4) {
      case 4 -> byEtherType.get(ETHERTYPE_IPV4);
      case 6 -> byEtherType.get(ETHERTYPE_IPV6);
      default -> pseudowire(packet);
    };
  }

  /** A type that somebody reads is strong evidence; a length that fits is weak. */
  private Dissector pseudowire(Packet packet) {
    int at = packet.offset();
    int behindControlWord = at + PseudowireControlWord.HEADER_LENGTH;
    if (!hasKnownType(packet, at)
        && packet.bytes()[at] >> 4 == 0
        && (hasKnownType(packet, behindControlWord) || hasLength(packet, behindControlWord))) {
      packet.enter(PseudowireControlWord.PROTOCOL, PseudowireControlWord.HEADER_LENGTH);
      return byEtherType.get(ETHERTYPE_BRIDGED);
    }
    return hasKnownType(packet, at) || hasLength(packet, at)
        ? byEtherType.get(ETHERTYPE_BRIDGED)
        : byEtherType.otherwise();
  }

  private boolean hasKnownType(Packet packet, int at) {
    if (packet.limit() - at < Ethernet.HEADER_LENGTH) {
      return false;
    }
    int type = Ethernet.type(packet.bytes(), at);
    return type >= Ethernet.MIN_ETHER_TYPE && byEtherType.find(type) != null;
  }

  private static boolean hasLength(Packet packet, int at) {
    int behind = packet.limit() - at - Ethernet.HEADER_LENGTH;
    if (behind < Llc.MIN_HEADER_LENGTH) {
      return false;
    }
    int length = Ethernet.type(packet.bytes(), at);
    return length >= Llc.MIN_HEADER_LENGTH && length <= behind;
  }
}
