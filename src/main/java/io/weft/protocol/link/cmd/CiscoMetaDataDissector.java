package io.weft.protocol.link.cmd;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.link.TypeOrLength;

/**
 * Dissects Cisco MetaData. As in an Ethernet frame, a type names the payload or a length bounds it.
 */
final class CiscoMetaDataDissector implements Dissector {
  private final TypeOrLength payload;

  CiscoMetaDataDissector(Chain.Builder chain) {
    payload = new TypeOrLength(chain);
  }

  @Override
  public Protocol protocol() {
    return CiscoMetaData.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(CiscoMetaData.HEADER_LENGTH)) {
      return null;
    }
    int type = CiscoMetaData.type(cursor.bytes(), cursor.offset());
    return cursor.enter(CiscoMetaData.PROTOCOL, CiscoMetaData.HEADER_LENGTH)
        ? payload.next(cursor, type, CiscoMetaData.PROTOCOL)
        : null;
  }
}
