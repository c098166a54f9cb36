package io.weft.protocol.tunnel.udpencap;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.IpProtocol;

/** Dissects ESP in UDP. Key exchange and keep-alives are not read further. */
final class UdpEncapsulationDissector implements Dissector {
  private final DispatchTable byProtocol;

  UdpEncapsulationDissector(Chain.Builder chain) {
    byProtocol = chain.table(IpProtocol.TABLE);
  }

  @Override
  public Protocol protocol() {
    return UdpEncapsulation.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    int there = cursor.available();
    if (there < UdpEncapsulation.MARKER_LENGTH) {
      cursor.enter(UdpEncapsulation.PROTOCOL, there); // a keep-alive is one byte
      return null;
    }
    boolean marker = UdpEncapsulation.isMarker(cursor.bytes(), cursor.offset());
    if (!cursor.enter(UdpEncapsulation.PROTOCOL, marker ? UdpEncapsulation.MARKER_LENGTH : 0)) {
      return null;
    }
    return marker ? byProtocol.otherwise() : byProtocol.get(IpProtocol.ESP);
  }
}
