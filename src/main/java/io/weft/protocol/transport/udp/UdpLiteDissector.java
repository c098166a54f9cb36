package io.weft.protocol.transport.udp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.UdpPort;

/** Dissects UDP-Lite, whose ports have the same meaning as those of UDP. */
final class UdpLiteDissector implements Dissector {
  private final DispatchTable byPort;

  UdpLiteDissector(Chain.Builder chain) {
    byPort = chain.table(UdpPort.TABLE);
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
    Dissector application = byPort.find(UdpLite.destinationPort(bytes, at));
    return application != null ? application : byPort.get(UdpLite.sourcePort(bytes, at));
  }
}
