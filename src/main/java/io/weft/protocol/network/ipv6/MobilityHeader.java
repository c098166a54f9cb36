package io.weft.protocol.network.ipv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;

/** Mobile IPv6 signalling (RFC 6275, section 6.1). */
public final class MobilityHeader extends ExtensionHeader {
  public static final Protocol PROTOCOL = Protocol.of("mipv6", "Mobile IPv6");

  private static final int TYPE = 2;

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes, a multiple of 8. */
  public int length() {
    return length(bytes, at);
  }

  /** 5 is a binding update, 6 its acknowledgment. */
  public int type() {
    return BigEndian.u8(bytes, at + TYPE);
  }
}
