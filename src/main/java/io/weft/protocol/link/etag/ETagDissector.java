package io.weft.protocol.link.etag;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.link.TypeOrLength;

/** Dissects an E-tag. As in an Ethernet frame, a type names the payload or a length bounds it. */
final class ETagDissector implements Dissector {
  private final TypeOrLength payload;

  ETagDissector(Chain.Builder chain) {
    payload = new TypeOrLength(chain);
  }

  @Override
  public Protocol protocol() {
    return ETag.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(ETag.HEADER_LENGTH)) {
      return null;
    }
    int type = ETag.type(cursor.bytes(), cursor.offset());
    return cursor.enter(ETag.PROTOCOL, ETag.HEADER_LENGTH)
        ? payload.next(cursor, type, ETag.PROTOCOL)
        : null;
  }
}
