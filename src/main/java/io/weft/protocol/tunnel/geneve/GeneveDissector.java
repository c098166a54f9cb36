package io.weft.protocol.tunnel.geneve;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
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
    if (!cursor.require(length) || !cursor.enter(Geneve.PROTOCOL, length)) {
      return null;
    }
    cursor.tunnel(Geneve.vni(bytes, at));
    return byEtherType.get(Geneve.protocolType(bytes, at));
  }

  /** The version and all reserved bits must be 0, and the payload must have an ethertype. */
  static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    if (Geneve.version(bytes, from) != 0
        || Geneve.hasReserved(bytes, from)
        || Geneve.protocolType(bytes, from) < EtherType.MIN) {
      return Fit.NO;
    }
    return Fit.yesOrMaybe(Geneve.headerLength(bytes, from) <= wireTo - from);
  }
}
