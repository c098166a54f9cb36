package io.weft.protocol.tunnel.vxlan;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.tunnel.NextProtocol;

/** Dissects VXLAN or its generic extension, each of which has a port of its own. */
final class VxlanDissector implements Dissector {
  private final boolean generic;
  private final NextProtocol next;

  VxlanDissector(Chain.Builder chain, boolean generic) {
    this.generic = generic;
    next = new NextProtocol(chain);
  }

  @Override
  public Protocol protocol() {
    return Vxlan.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Vxlan.HEADER_LENGTH)) {
      return null;
    }
    int number =
        generic ? Vxlan.nextProtocol(cursor.bytes(), cursor.offset()) : NextProtocol.ETHERNET;
    return cursor.enter(Vxlan.PROTOCOL, Vxlan.HEADER_LENGTH) ? next.get(number) : null;
  }
}
