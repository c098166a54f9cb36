package io.weft.protocol.tunnel.vxlan;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.UdpPort;

/**
 * Ethernet over UDP (RFC 7348, section 5), or anything with the generic extension
 * (draft-ietf-nvo3-vxlan-gpe, section 3).
 */
public final class Vxlan extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("vxlan", "Virtual eXtensible Local Area Network");

  /** Registered at IANA. */
  static final int UDP_PORT = 4789;

  /** Registered at IANA for VXLAN with the generic extension. */
  static final int UDP_PORT_GENERIC = 4790;

  public static final int HEADER_LENGTH = 8;

  private static final int FLAGS = 0;
  private static final int NEXT = 3;
  private static final int VNI = 4;

  /** Of meaning with the generic extension only. */
  static int nextProtocol(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + NEXT);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .put(UdpPort.TABLE, UDP_PORT, new VxlanDissector(chain, false))
        .put(UdpPort.TABLE, UDP_PORT_GENERIC, new VxlanDissector(chain, true));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0x08 says that the network identifier is valid. */
  public int flags() {
    return BigEndian.u8(bytes, at + FLAGS);
  }

  /** VXLAN network identifier, 0 to 16,777,215. */
  public int vni() {
    return BigEndian.u24(bytes, at + VNI);
  }
}
