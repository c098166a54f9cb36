package io.weft.protocol.tunnel.teredo;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.tunnel.IpByVersion;

/**
 * Dissects Teredo: an authentication and an origin indication, each at most once, then an IPv6
 * packet.
 */
final class TeredoDissector implements Dissector {
  private static final int IPV6_HEADER = 40;

  /** Where the length of the payload stands in an IPv6 header. */
  private static final int IPV6_LENGTH = 4;

  private final IpByVersion ip;

  TeredoDissector(Chain.Builder chain) {
    ip = new IpByVersion(chain);
  }

  @Override
  public Protocol protocol() {
    return Teredo.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(2)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int length = 0;
    if (Teredo.indicator(bytes, at) == Teredo.AUTHENTICATION) {
      if (!cursor.require(Teredo.MIN_AUTHENTICATION_LENGTH)) {
        return null;
      }
      length = Teredo.authenticationLength(bytes, at);
      if (!cursor.require(length + 2)) {
        return null;
      }
    }
    if (Teredo.indicator(bytes, at + length) == Teredo.ORIGIN) {
      length += Teredo.ORIGIN_LENGTH;
      if (!cursor.require(length)) {
        return null;
      }
    }
    if (!cursor.enter(Teredo.PROTOCOL, length)) {
      return null;
    }
    cursor.tunnel(Packet.NO_IDENTIFIER);
    return ip.next(cursor);
  }

  /** Behind the indications there must be an IPv6 packet that fills the datagram. */
  static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int at = from;
    if (Teredo.indicator(bytes, at) == Teredo.AUTHENTICATION) {
      if (to - at < Teredo.MIN_AUTHENTICATION_LENGTH) {
        return cutOrNot(to, wireTo);
      }
      at += Teredo.authenticationLength(bytes, at);
    }
    if (to - at >= Teredo.INDICATOR_LENGTH && Teredo.indicator(bytes, at) == Teredo.ORIGIN) {
      at += Teredo.ORIGIN_LENGTH;
    }
    if (to - at < IPV6_HEADER) {
      return cutOrNot(to, wireTo);
    }
    return Fit.yesIf(
        BigEndian.u8(bytes, at) >> 4 == 6
            && IPV6_HEADER + BigEndian.u16(bytes, at + IPV6_LENGTH) == wireTo - at);
  }

  private static Fit cutOrNot(int to, int wireTo) {
    return to < wireTo ? Fit.MAYBE : Fit.NO;
  }
}
