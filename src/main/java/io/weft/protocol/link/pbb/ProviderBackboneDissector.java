package io.weft.protocol.link.pbb;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.link.TypeOrLength;

/** Dissects MAC-in-MAC; the customer's addresses are part of this layer. */
final class ProviderBackboneDissector implements Dissector {
  private final TypeOrLength payload;

  ProviderBackboneDissector(Chain.Builder chain) {
    payload = new TypeOrLength(chain);
  }

  @Override
  public Protocol protocol() {
    return ProviderBackbone.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(ProviderBackbone.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (!cursor.enter(ProviderBackbone.PROTOCOL, ProviderBackbone.HEADER_LENGTH)) {
      return null;
    }
    cursor.tunnel(ProviderBackbone.serviceId(bytes, at));
    return payload.next(cursor, ProviderBackbone.type(bytes, at), ProviderBackbone.PROTOCOL);
  }
}
