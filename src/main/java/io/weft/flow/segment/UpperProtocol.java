package io.weft.flow.segment;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.number.IpProtocol;

/**
 * Finds what an IP header carries behind its extension headers (RFC 8200, section 4). One object is
 * used for one header after the other.
 */
public final class UpperProtocol {
  private Packet packet;
  private int ipProtocol;
  private int headerLayer;
  private boolean incompleteFragment;

  /** Looks behind an IP header of a packet; the other methods tell what was found. */
  public void find(Packet packet, IpLayer ip) {
    this.packet = packet;
    headerLayer = ip.layer();
    incompleteFragment = false;
    if (ip.isIpv4()) {
      ipProtocol = ip.ipv4().nextProtocol();
      incompleteFragment = ip.ipv4().isFragment() && goesNowhereElse(headerLayer);
    } else {
      ipProtocol = ip.ipv6().nextHeader();
    }
    while (isExtension(ipProtocol) && headerLayer + 1 < packet.layerCount()) {
      boolean isFragment = ipProtocol == IpProtocol.FRAGMENT;
      headerLayer++;
      byte[] bytes = packet.bytes(headerLayer);
      int at = packet.start(headerLayer);
      ipProtocol = BigEndian.u8(bytes, at);
      if (isFragment) {
        boolean isPiece = (BigEndian.u16(bytes, at + 2) & 0xFFF9) != 0; // offset, or more to come
        incompleteFragment |= isPiece && goesNowhereElse(headerLayer);
      }
    }
  }

  /** Does no layer of a reassembled datagram follow? Such layers lie in bytes of their own. */
  private boolean goesNowhereElse(int layer) {
    return layer + 1 == packet.layerCount()
        || packet.sourceNumber(layer + 1) == packet.sourceNumber(layer);
  }

  private static boolean isExtension(int number) {
    return switch (number) {
      case IpProtocol.HOP_BY_HOP_OPTIONS,
          IpProtocol.ROUTING,
          IpProtocol.FRAGMENT,
          IpProtocol.AUTHENTICATION,
          IpProtocol.DESTINATION_OPTIONS,
          IpProtocol.MOBILITY,
          IpProtocol.HOST_IDENTITY,
          IpProtocol.SHIM6 ->
          true;
      default -> false;
    };
  }

  /** IP protocol number of what lies behind the headers, 0 to 255. */
  public int ipProtocol() {
    return ipProtocol;
  }

  /** Is the packet a fragment that did not complete its datagram? */
  public boolean isIncompleteFragment() {
    return incompleteFragment;
  }

  /** The array that holds what lies behind the headers. */
  public byte[] bytes() {
    return isElsewhere() ? packet.bytes(headerLayer + 1) : packet.bytes(headerLayer);
  }

  /** First byte behind the headers, in {@link #bytes}. */
  public int start() {
    return isElsewhere() ? packet.start(headerLayer + 1) : packet.payload(headerLayer);
  }

  /** Index behind the last captured byte, in {@link #bytes}. */
  public int limit() {
    return isElsewhere() ? packet.limit(headerLayer + 1) : packet.limit(headerLayer);
  }

  /** How many bytes lay behind the headers on the wire. */
  public int length() {
    int end = isElsewhere() ? packet.wireLimit(headerLayer + 1) : packet.wireLimit(headerLayer);
    return Math.max(0, end - start());
  }

  /**
   * The port that the first two bytes behind the headers are where they are those of TCP or UDP.
   */
  public int sourcePort() {
    return BigEndian.u16(bytes(), start());
  }

  /** The port that the next two bytes are; see {@link #sourcePort}. */
  public int destinationPort() {
    return BigEndian.u16(bytes(), start() + 2);
  }

  private boolean isElsewhere() {
    return headerLayer + 1 < packet.layerCount()
        && packet.sourceNumber(headerLayer + 1) != packet.sourceNumber(headerLayer);
  }
}
