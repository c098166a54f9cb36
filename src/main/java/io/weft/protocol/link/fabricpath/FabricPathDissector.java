package io.weft.protocol.link.fabricpath;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/** Dissects FabricPath, which carries an Ethernet frame in another one. */
final class FabricPathDissector implements Dissector {
  private final DispatchTable byEtherType;

  FabricPathDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return FabricPath.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    return cursor.require(FabricPath.HEADER_LENGTH)
            && cursor.enter(FabricPath.PROTOCOL, FabricPath.HEADER_LENGTH)
        ? byEtherType.get(EtherType.ETHERNET)
        : null;
  }
}
