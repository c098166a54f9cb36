package io.weft.protocol.tunnel.geneve;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/** Dissects Geneve. */
final class GeneveDissector implements Dissector {
  private final DispatchTable byEtherType;

  GeneveDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Geneve.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Geneve.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (Geneve.version(bytes, at) != 0) {
      return cursor.reject(Anomaly.BAD_VERSION);
    }
    int length = Geneve.headerLength(bytes, at);
    return cursor.require(length) && cursor.enter(Geneve.PROTOCOL, length)
        ? byEtherType.get(Geneve.protocolType(bytes, at))
        : null;
  }
}
