package io.weft.protocol.transport.udp;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayloads;

/** Dissects UDP. The content of the payload decides who reads it; the ports only suggest. */
final class UdpDissector implements Dissector {
  private final UdpPayloads payloads;

  UdpDissector(Chain.Builder chain) {
    payloads = chain.udpPayloads();
  }

  @Override
  public Protocol protocol() {
    return Udp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Udp.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int length = Udp.length(bytes, at);
    if (length != 0) { // 0: a jumbogram, or segmentation offload
      if (length < Udp.HEADER_LENGTH) {
        return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
      }
      cursor.narrow(length, Udp.PROTOCOL);
    }
    if (!cursor.enter(Udp.PROTOCOL, Udp.HEADER_LENGTH)) {
      return null;
    }
    return payloads.choose(cursor, Udp.sourcePort(bytes, at), Udp.destinationPort(bytes, at));
  }
}
