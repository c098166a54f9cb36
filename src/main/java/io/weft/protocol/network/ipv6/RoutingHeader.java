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

  /** How many nodes are still to be visited, 0 to 255. */
  public int segmentsLeft() {
    return BigEndian.u8(bytes, at + SEGMENTS_LEFT);
  }
}
