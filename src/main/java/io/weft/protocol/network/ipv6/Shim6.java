package io.weft.protocol.network.ipv6;

import io.weft.dissect.Protocol;

/** The header of Shim6, by which hosts change between addresses of theirs (RFC 5533, section 5). */
public final class Shim6 extends ExtensionHeader {
  public static final Protocol PROTOCOL = Protocol.of("shim6", "Shim6 Protocol");

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes, a multiple of 8. */
  public int length() {
    return length(bytes, at);
  }
}
