package io.weft.protocol.link.pppoe;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/** Dissects PPPoE. The tags of a discovery message belong to its layer; a session carries PPP. */
final class PppoeDissector implements Dissector {
  private final Protocol protocol;
  private final DispatchTable byEtherType;

  PppoeDissector(Chain.Builder chain, Protocol protocol) {
    this.protocol = protocol;
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Pppoe.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    cursor.narrow(Pppoe.HEADER_LENGTH + Pppoe.length(bytes, at), protocol);
    if (!cursor.enter(protocol, Pppoe.HEADER_LENGTH) || protocol == PppoeDiscovery.PROTOCOL) {
      return null;
    }
    cursor.tunnel(Pppoe.sessionId(bytes, at));
    return byEtherType.get(EtherType.PPP);
  }
}
