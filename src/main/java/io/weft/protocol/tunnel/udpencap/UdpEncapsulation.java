package io.weft.protocol.tunnel.udpencap;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;

/**
 * The layer between UDP and ESP, key exchange or a keep-alive, all on one port (RFC 3948, section
 * 2).
 */
public final class UdpEncapsulation extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("udpencap", "UDP Encapsulation of IPsec Packets");

  /** The port that is registered at IANA. */
  static final int UDP_PORT = 4500;

  static final int MARKER_LENGTH = 4;

  /**
   * Does key exchange follow? It begins with four zero bytes, where ESP has its security parameters
   * index.
   */
  static boolean isMarker(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at) == 0;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.udp(
        UdpPayload.of(new UdpEncapsulationDissector(chain), 1, UdpEncapsulationDissector::fit)
            .ports(UDP_PORT));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
