package io.weft.protocol.tunnel.etherip;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/** Ethernet in IP (RFC 3378, section 3). */
public final class EtherIp extends View {
  public static final Protocol PROTOCOL = Protocol.of("etherip", "Ethernet over IP");

  public static final int HEADER_LENGTH = 2;

  static int version(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at) >> 4;
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Always 3. */
  public int version() {
    return version(bytes, at);
  }
}
