package io.weft.protocol.network.ipv6;

import io.weft.dissect.Protocol;

/**
 * The extension header with options that every router on the way may look at (RFC 8200, section
 * 4.3).
 */
public final class HopByHopOptions extends ExtensionHeader {
  public static final Protocol PROTOCOL = Protocol.of("ipv6.hopopts", "IPv6 Hop-by-Hop Option");

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes, a multiple of 8. */
  public int length() {
    return length(bytes, at);
  }
}
