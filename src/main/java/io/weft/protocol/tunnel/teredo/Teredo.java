package io.weft.protocol.tunnel.teredo;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;

/** The indications before an IPv6 packet in UDP (RFC 4380, section 5.1.1); there may be none. */
public final class Teredo extends View {
  public static final Protocol PROTOCOL = Protocol.of("teredo", "Teredo IPv6 over UDP tunneling");

  /** The port that is registered at IANA. */
  static final int UDP_PORT = 3544;

  static final int INDICATOR_LENGTH = 2;
  static final int ORIGIN_LENGTH = 8;
  static final int MIN_AUTHENTICATION_LENGTH = 13;

  static final int ORIGIN = 0x0000;
  static final int AUTHENTICATION = 0x0001;

  private static final int CLIENT_LENGTH = 2;
  private static final int VALUE_LENGTH = 3;

  static int indicator(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at);
  }

  static int clientLength(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + CLIENT_LENGTH);
  }

  static int authenticationLength(byte[] bytes, int at) {
    return MIN_AUTHENTICATION_LENGTH
        + clientLength(bytes, at)
        + BigEndian.u8(bytes, at + VALUE_LENGTH);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, TeredoFields.FIELDS);
    chain.udp(
        UdpPayload.of(new TeredoDissector(chain), INDICATOR_LENGTH, TeredoDissector::fit)
            .ports(UDP_PORT));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
