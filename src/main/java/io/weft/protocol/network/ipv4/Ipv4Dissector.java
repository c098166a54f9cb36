package io.weft.protocol.network.ipv4;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Fragments;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.network.Ipv4Header;

/** Dissects IPv4, and the datagrams that are put together from its fragments. */
final class Ipv4Dissector implements Dissector {
  private final DispatchTable byProtocol;
  private final DispatchTable byEtherType;
  private final Dissector data;

  Ipv4Dissector(Chain.Builder chain) {
    byProtocol = chain.table(IpProtocol.TABLE);
    byEtherType = chain.table(EtherType.TABLE);
    data = chain.data();
  }

  @Override
  public Protocol protocol() {
    return Ipv4.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(1)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int version = Ipv4.version(bytes, at);
    if (version == 6) {
      return byEtherType.get(EtherType.IPV6); // the version decides, as in Wireshark
    }
    if (!cursor.require(Ipv4.MIN_HEADER_LENGTH)) {
      return null;
    }
    if (version != 4) {
      return cursor.reject(Anomaly.BAD_VERSION);
    }
    int headerLength = Ipv4Header.length(bytes, at);
    if (headerLength < Ipv4.MIN_HEADER_LENGTH) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!cursor.require(headerLength)) {
      return null;
    }
    int totalLength = Ipv4.totalLength(bytes, at);
    if (totalLength
        != 0) { // 0: captured before the network card filled it in (segmentation offload)
      if (totalLength < headerLength) {
        return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
      }
      cursor.narrow(totalLength, Ipv4.PROTOCOL);
    }
    if (!cursor.enter(Ipv4.PROTOCOL, headerLength)) {
      return null;
    }
    if (Ipv4.isFragment(bytes, at)) {
      return fragment(cursor, bytes, at, totalLength - headerLength);
    }
    return byProtocol.get(Ipv4.nextProtocol(bytes, at));
  }

  /**
   * Keeps a fragment, or, where it completes its datagram, leads on to the whole datagram. A
   * fragment of which bytes are missing never becomes part of a datagram; if it is the first one,
   * its own bytes are dissected instead.
   *
   * @param claimed bytes of payload by the header's total length
   */
  private Dissector fragment(Cursor cursor, byte[] bytes, int at, int claimed) {
    int next = Ipv4.nextProtocol(bytes, at);
    int offset = Ipv4.fragmentOffset(bytes, at);
    int length = Math.max(claimed, cursor.wireLimit() - cursor.offset());
    if (length == 0 || cursor.inQuote() || !cursor.require(length)) {
      cursor.beginPart();
      return offset == 0 ? byProtocol.get(next) : data;
    }
    Fragments fragments = cursor.fragments();
    fragments
        .key()
        .ipv4(
            Ipv4.source(bytes, at),
            Ipv4.destination(bytes, at),
            next,
            Ipv4.identification(bytes, at));
    boolean more = Ipv4.hasMoreFragments(bytes, at);
    Fragments.Whole whole = fragments.offer(cursor, length, offset, more, next);
    if (whole == null) {
      return data;
    }
    cursor.continueIn(Ipv4.REASSEMBLED, whole);
    return byProtocol.get(next);
  }
}
