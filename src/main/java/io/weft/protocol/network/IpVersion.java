package io.weft.protocol.network;

import io.weft.dissect.field.Field;

/** The version in the first four bits of a header, which IPv4 and IPv6 have in common. */
public final class IpVersion {
  /** Wireshark gives it to headers of both versions, so that one name asks for either. */
  public static final Field FIELD = Field.u8("ip.version", "Version").masked(0xF0);

  private IpVersion() {}
}
