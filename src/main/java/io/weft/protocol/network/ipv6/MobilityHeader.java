package io.weft.protocol.network.ipv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;

/** The header of a message of mobile IPv6 (RFC 6275, section 6.1). */
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

  /** Type of the message, 0 to 255; 5 is a binding update, 6 its acknowledgment. */
  public int type() {
    return BigEndian.u8(bytes, at + TYPE);
  }
}
