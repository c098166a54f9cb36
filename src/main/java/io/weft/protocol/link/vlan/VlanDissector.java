package io.weft.protocol.link.vlan;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.link.TypeOrLength;

/**
 * Dissects the VLAN tags of customers and of providers. A tag under the ethertype that providers
 * used before theirs was assigned counts as a customer's.
 */
final class VlanDissector implements Dissector {
  private final Protocol protocol;
  private final TypeOrLength payload;

  VlanDissector(Chain.Builder chain, Protocol protocol) {
    this.protocol = protocol;
    payload = new TypeOrLength(chain);
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(VlanTag.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (!cursor.enter(protocol, VlanTag.HEADER_LENGTH)) {
      return null;
    }
    cursor.tag(VlanTag.id(bytes, at));
    return payload.next(cursor, VlanTag.type(bytes, at), protocol);
  }
}
