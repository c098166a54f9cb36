package io.weft.protocol.tunnel.udpencap;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.UdpPort;

/** IPsec through address translators: ESP or key exchange on one UDP port (RFC 3948, section 2). */
public final class UdpEncapsulation extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("udpencap", "UDP Encapsulation of IPsec Packets");

  /** Registered at IANA. */
  static final int UDP_PORT = 4500;

  static final int MARKER_LENGTH = 4;

  /** Where ESP has its index, key exchange has zero. */
  static boolean isMarker(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at) == 0;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(UdpPort.TABLE, UDP_PORT, new UdpEncapsulationDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
