package io.weft.protocol.network.ipv6;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Fragments;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.IpProtocol;

/**
 * Dissects IPv6 fragments, and the datagrams that are put together from them. The payload of an
 * atomic fragment is read at once (RFC 6946).
 */
final class FragmentHeaderDissector implements Dissector {
  private final DispatchTable byNextHeader;
  private final Dissector data;

  FragmentHeaderDissector(Chain.Builder chain) {
    byNextHeader = chain.table(IpProtocol.TABLE);
    data = chain.data();
  }

  @Override
  public Protocol protocol() {
    return FragmentHeader.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(FragmentHeader.LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (!cursor.enter(FragmentHeader.PROTOCOL, FragmentHeader.LENGTH)) {
      return null;
    }
    if (!FragmentHeader.isFragment(bytes, at)) {
      return byNextHeader.get(FragmentHeader.nextHeader(bytes, at));
    }
    return fragment(cursor, bytes, at);
  }

  private Dissector fragment(Cursor cursor, byte[] bytes, int at) {
    int next = FragmentHeader.nextHeader(bytes, at);
    int offset = FragmentHeader.fragmentOffset(bytes, at);
    Packet packet = cursor.packet();
    int ip = header(packet);
    int length = ip < 0 ? 0 : length(cursor, packet, ip);
    if (length == 0 || cursor.inQuote() || !cursor.require(length)) {
      cursor.beginPart();
      return offset == 0 ? byNextHeader.get(next) : data;
    }
    byte[] header = packet.bytes(ip);
    int headerAt = packet.start(ip);
    Fragments fragments = cursor.fragments();
    fragments
        .key()
        .ipv6(
            Ipv6.sourceHigh(header, headerAt),
            Ipv6.sourceLow(header, headerAt),
            Ipv6.destinationHigh(header, headerAt),
            Ipv6.destinationLow(header, headerAt),
            FragmentHeader.identification(bytes, at));
    boolean more = FragmentHeader.hasMoreFragments(bytes, at);
    Fragments.Whole whole = fragments.offer(cursor, length, offset, more, next);
    if (whole == null) {
      return data;
    }
    cursor.continueIn(FragmentHeader.REASSEMBLED, whole);
    return byNextHeader.get(whole.nextProtocol());
  }

  /**
   * Length of the fragment in bytes by the IPv6 header, or the bytes that are there where these are
   * more.
   */
  private static int length(Cursor cursor, Packet packet, int ip) {
    int there = cursor.wireLimit() - cursor.offset();
    if (packet.sourceNumber(ip) != cursor.sourceNumber()) {
      return there; // this header lies in a datagram that an outer fragment header completed
    }
    int headerAt = packet.start(ip);
    int end = headerAt + Ipv6.HEADER_LENGTH + Ipv6.payloadLength(packet.bytes(ip), headerAt);
    return Math.max(there, end - cursor.offset());
  }

  /** Index of the IPv6 layer that this header belongs to; -1 where there is none. */
  private static int header(Packet packet) {
    int layer = packet.layerCount() - 1;
    while (layer >= 0 && packet.protocol(layer) != Ipv6.PROTOCOL) {
      layer--;
    }
    return layer;
  }
}
