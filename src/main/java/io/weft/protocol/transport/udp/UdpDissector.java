package io.weft.protocol.transport.udp;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.UdpPort;

/**
 * Dissects UDP. The destination port leads to the dissector of the payload, or else the source
 * port.
 */
final class UdpDissector implements Dissector {
  private final DispatchTable byPort;

  UdpDissector(Chain.Builder chain) {
    byPort = chain.table(UdpPort.TABLE);
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
    Dissector application = byPort.find(Udp.destinationPort(bytes, at));
    return application != null ? application : byPort.get(Udp.sourcePort(bytes, at));
  }
}
