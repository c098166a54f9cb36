package io.weft.protocol.tunnel.teredo;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.tunnel.IpByVersion;

/** Teredo on its registered port: indications, each at most once, then an IPv6 packet. */
public final class TeredoDissector implements Dissector {
  private static final int UDP_PORT_TEREDO = 3544;

  private final IpByVersion ip;

  private TeredoDissector(IpByVersion ip) {
    this.ip = ip;
  }

  public static void register(Chain.Builder chain) {
    chain.udpPort(UDP_PORT_TEREDO, new TeredoDissector(new IpByVersion(chain)));
  }

  @Override
  public Protocol protocol() {
    return Teredo.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(2)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int length = 0;
    if (Teredo.indicator(bytes, at) == Teredo.AUTHENTICATION) {
      if (!packet.require(Teredo.MIN_AUTHENTICATION_LENGTH)) {
        return null;
      }
      length = Teredo.authenticationLength(bytes, at);
      if (!packet.require(length + 2)) {
        return null;
      }
    }
    if (Teredo.indicator(bytes, at + length) == Teredo.ORIGIN) {
      length += Teredo.ORIGIN_LENGTH;
      if (!packet.require(length)) {
        return null;
      }
    }
    return packet.enter(Teredo.PROTOCOL, length) ? ip.next(packet) : null;
  }
}
