package io.weft.protocol.transport.udp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayloads;

/** Dissects UDP-Lite, whose ports have the same meaning as those of UDP. */
final class UdpLiteDissector implements Dissector {
  private final UdpPayloads payloads;

  UdpLiteDissector(Chain.Builder chain) {
    payloads = chain.udpPayloads();
  }

  @Override
  public Protocol protocol() {
    return UdpLite.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(UdpLite.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (!cursor.enter(UdpLite.PROTOCOL, UdpLite.HEADER_LENGTH)) {
      return null;
    }
    return payloads.choose(
        cursor, UdpLite.sourcePort(bytes, at), UdpLite.destinationPort(bytes, at));
  }
}
