package io.weft.protocol.network.ipv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;

/** The header of a message by which hosts prove their identity (RFC 7401, section 5.1). */
public final class HostIdentity extends ExtensionHeader {
  public static final Protocol PROTOCOL = Protocol.of("hip", "Host Identity Protocol");

  private static final int TYPE = 2;

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes, a multiple of 8. */
  public int length() {
    return length(bytes, at);
  }

  /** Type of the message, 0 to 127; 1 to 4 are the base exchange. */
  public int type() {
    return BigEndian.u8(bytes, at + TYPE) & 0x7F;
  }
}
