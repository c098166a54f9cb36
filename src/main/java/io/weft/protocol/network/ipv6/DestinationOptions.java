package io.weft.protocol.network.ipv6;

import io.weft.dissect.Protocol;

/** The extension header with options for the destination (RFC 8200, section 4.6). */
public final class DestinationOptions extends ExtensionHeader {
  public static final Protocol PROTOCOL =
      Protocol.of("ipv6.dstopts", "Destination Options for IPv6");

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes, a multiple of 8. */
  public int length() {
    return length(bytes, at);
  }
}
