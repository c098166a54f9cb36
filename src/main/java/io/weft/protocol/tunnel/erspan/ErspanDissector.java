package io.weft.protocol.tunnel.erspan;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/** Dissects ERSPAN types II and III, which GRE carries. */
final class ErspanDissector implements Dissector {
  private final DispatchTable byEtherType;

  ErspanDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Erspan.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Erspan.MIN_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int version = Erspan.version(bytes, at);
    if (version == Erspan.VERSION_TYPE_2) {
      if (!cursor.require(Erspan.LENGTH_TYPE_2)
          || !cursor.enter(Erspan.PROTOCOL, Erspan.LENGTH_TYPE_2)) {
        return null;
      }
      cursor.tunnel(Erspan.session(bytes, at));
      return byEtherType.get(EtherType.ETHERNET);
    }
    return version == Erspan.VERSION_TYPE_3
        ? type3(cursor, bytes, at)
        : cursor.reject(Anomaly.BAD_VERSION);
  }

  private Dissector type3(Cursor cursor, byte[] bytes, int at) {
    if (!cursor.require(Erspan.LENGTH_TYPE_3)) {
      return null;
    }
    int length =
        Erspan.LENGTH_TYPE_3 + (Erspan.hasSubheader(bytes, at) ? Erspan.SUBHEADER_LENGTH : 0);
    if (!cursor.require(length) || !cursor.enter(Erspan.PROTOCOL, length)) {
      return null;
    }
    cursor.tunnel(Erspan.session(bytes, at));
    return Erspan.isEthernet(bytes, at)
        ? byEtherType.get(EtherType.ETHERNET)
        : byEtherType.otherwise();
  }
}
