package io.weft.protocol.tunnel.etherip;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/** Dissects EtherIP: a header of two bytes, and an Ethernet frame behind it. */
final class EtherIpDissector implements Dissector {
  private static final int VERSION = 3;

  private final DispatchTable byEtherType;

  EtherIpDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return EtherIp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(EtherIp.HEADER_LENGTH)) {
      return null;
    }
    if (EtherIp.version(cursor.bytes(), cursor.offset()) != VERSION) {
      return cursor.reject(Anomaly.BAD_VERSION);
    }
    if (!cursor.enter(EtherIp.PROTOCOL, EtherIp.HEADER_LENGTH)) {
      return null;
    }
    cursor.tunnel(Packet.NO_IDENTIFIER);
    return byEtherType.get(EtherType.ETHERNET);
  }
}
