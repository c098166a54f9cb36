package io.weft.protocol.tunnel.teredo;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.tunnel.IpByVersion;

/**
 * Dissects Teredo: an authentication and an origin indication, each at most once, then an IPv6
 * packet.
 */
final class TeredoDissector implements Dissector {
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
    return cursor.enter(Teredo.PROTOCOL, length) ? ip.next(cursor) : null;
  }
}
