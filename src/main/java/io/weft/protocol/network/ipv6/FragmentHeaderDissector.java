package io.weft.protocol.network.ipv6;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Fragments;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** IPv6 fragments, and the datagrams made of them. Atomic fragments go on at once (RFC 6946). */
public final class FragmentHeaderDissector implements Dissector {
  private static final int NEXT_HEADER_FRAGMENT = 44;

  private final DispatchTable byNextHeader;
  private final Dissector data;

  private FragmentHeaderDissector(DispatchTable byNextHeader, Dissector data) {
    this.byNextHeader = byNextHeader;
    this.data = data;
  }

  public static void register(Chain.Builder chain) {
    chain.text(FragmentHeader.PROTOCOL, Ipv6Text::describeFragment);
    chain.ipProtocol(
        NEXT_HEADER_FRAGMENT,
        new FragmentHeaderDissector(chain.table(Chain.Builder.IP_PROTOCOL), chain.data()));
  }

  @Override
  public Protocol protocol() {
    return FragmentHeader.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(FragmentHeader.LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    if (!packet.enter(FragmentHeader.PROTOCOL, FragmentHeader.LENGTH)) {
      return null;
    }
    if (!FragmentHeader.isFragment(bytes, at)) {
      return byNextHeader.get(FragmentHeader.nextHeader(bytes, at));
    }
    return fragment(packet, bytes, at);
  }

  private Dissector fragment(Packet packet, byte[] bytes, int at) {
    int next = FragmentHeader.nextHeader(bytes, at);
    int offset = FragmentHeader.fragmentOffset(bytes, at);
    int ip = datagram(packet);
    int length = length(packet, ip);
    if (length == 0 || ip < 0 || packet.inQuote() || !packet.require(length)) {
      return offset == 0 ? byNextHeader.get(next) : data;
    }
    byte[] header = packet.bytes(ip);
    int headerAt = packet.start(ip);
    Fragments fragments = packet.fragments();
    fragments
        .key()
        .ipv6(
            Ipv6.sourceHigh(header, headerAt),
            Ipv6.sourceLow(header, headerAt),
            Ipv6.destinationHigh(header, headerAt),
            Ipv6.destinationLow(header, headerAt),
            FragmentHeader.identification(bytes, at));
    boolean more = FragmentHeader.hasMoreFragments(bytes, at);
    Fragments.Whole whole = fragments.offer(packet, length, offset, more, next);
    if (whole == null) {
      return data;
    }
    packet.continueIn(whole.bytes(), 0, whole.length(), whole.frameBytes());
    return byNextHeader.get(whole.nextProtocol());
  }

  /** Bytes of the fragment by the IPv6 header: more than are there where that lies. */
  private static int length(Packet packet, int ip) {
    int there = packet.wireLimit() - packet.offset();
    if (ip < 0 || packet.bytes(ip) != packet.bytes()) {
      return there;
    }
    int start = packet.start(ip) + Ipv6.HEADER_LENGTH;
    int claimed = start + Ipv6.payloadLength(packet.bytes(), packet.start(ip)) - packet.offset();
    return Math.max(there, claimed);
  }

  /** Index of the IPv6 header that this one belongs to; -1 where it stands in no IPv6 packet. */
  private static int datagram(Packet packet) {
    int layer = packet.layerCount() - 1;
    while (layer >= 0 && packet.protocol(layer) != Ipv6.PROTOCOL) {
      layer--;
    }
    return layer;
  }
}
