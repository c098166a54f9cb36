package io.weft.protocol.link.vntag;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.link.TypeOrLength;

/** Dissects a VN-Tag. As in an Ethernet frame, a type names the payload or a length bounds it. */
final class VnTagDissector implements Dissector {
  private final TypeOrLength payload;

  VnTagDissector(Chain.Builder chain) {
    payload = new TypeOrLength(chain);
  }

  @Override
  public Protocol protocol() {
    return VnTag.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(VnTag.HEADER_LENGTH)) {
      return null;
    }
    int type = VnTag.type(cursor.bytes(), cursor.offset());
    return cursor.enter(VnTag.PROTOCOL, VnTag.HEADER_LENGTH)
        ? payload.next(cursor, type, VnTag.PROTOCOL)
        : null;
  }
}
