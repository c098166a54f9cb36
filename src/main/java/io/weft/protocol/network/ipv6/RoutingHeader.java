package io.weft.protocol.network.ipv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;

/**
 * The extension header with nodes that the packet is to visit (RFC 8200, section 4.4; for segment
 * routing RFC 8754).
 */
public final class RoutingHeader extends ExtensionHeader {
  public static final Protocol PROTOCOL = Protocol.of("ipv6.routing", "Routing Header for IPv6");

  private static final int TYPE = 2;
  private static final int SEGMENTS_LEFT = 3;
  private static final int SOURCE_ROUTE = 0;
  private static final int MOBILITY = 2;
  private static final int ADDRESSES = 8;
  private static final int ADDRESS = 16;

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes, a multiple of 8. */
  public int length() {
    return length(bytes, at);
  }

  /** 0 is a source route (deprecated), 2 mobility, 3 RPL, 4 segment routing. */
  public int type() {
    return BigEndian.u8(bytes, at + TYPE);
  }

  /**
   * Is the destination of the IPv6 header only a node on the way, so that the last address here is
   * where the packet goes to? So it is with a source route (RFC 2460 section 4.4) and with mobility
   * (RFC 6275 section 6.4) while nodes are left.
   */
  public boolean leadsOn() {
    return (type() == SOURCE_ROUTE || type() == MOBILITY)
        && segmentsLeft() > 0
        && length() >= ADDRESSES + ADDRESS
        && length() <= limit - at;
  }

  /** First half of the last address; only where {@link #leadsOn} says that there is one. */
  public long lastHigh() {
    return BigEndian.i64(bytes, at + length() - ADDRESS);
  }

  /** Second half of the last address. */
  public long lastLow() {
    return BigEndian.i64(bytes, at + length() - ADDRESS / 2);
  }

  /** How many nodes are still to be visited, 0 to 255. */
  public int segmentsLeft() {
    return BigEndian.u8(bytes, at + SEGMENTS_LEFT);
  }
}
