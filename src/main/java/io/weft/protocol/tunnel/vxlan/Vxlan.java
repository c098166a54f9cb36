package io.weft.protocol.tunnel.vxlan;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;

/**
 * The header before an Ethernet frame in UDP (RFC 7348, section 5), or with the generic extension
 * before any protocol (draft-ietf-nvo3-vxlan-gpe, section 3).
 */
public final class Vxlan extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("vxlan", "Virtual eXtensible Local Area Network");

  /** The port that is registered at IANA. */
  static final int UDP_PORT = 4789;

  /** The port that Linux took before one was registered, and still takes by itself. */
  static final int UDP_PORT_LINUX = 8472;

  /** The port that is registered at IANA for the generic extension. */
  static final int UDP_PORT_GENERIC = 4790;

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 8;

  private static final int FLAGS = 0;
  private static final int NEXT = 3;
  private static final int VNI = 4;

  /** Number of the payload's protocol; only the generic extension has it. */
  static int nextProtocol(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + NEXT);
  }

  static int vni(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at + VNI);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> VxlanFields.FIELDS);
    chain
        .udp(
            UdpPayload.of(new VxlanDissector(chain, false), HEADER_LENGTH, VxlanDissector::fit)
                .ports(UDP_PORT, UDP_PORT_LINUX))
        .udp(
            UdpPayload.of(
                    new VxlanDissector(chain, true), HEADER_LENGTH, VxlanDissector::fitGeneric)
                .ports(UDP_PORT_GENERIC));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 255; the bit 0x08 says that the network identifier is valid. */
  public int flags() {
    return BigEndian.u8(bytes, at + FLAGS);
  }

  /** VXLAN network identifier, 0 to 16,777,215. */
  public int vni() {
    return vni(bytes, at);
  }
}
