package io.weft.protocol.link.ethernet;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.EthernetHeader;
import io.weft.protocol.link.LinkDissectors;
import io.weft.protocol.link.TypeOrLength;

/** Dissects Ethernet II, and IEEE 802.3 frames, in which the type field is a length. */
final class EthernetDissector implements Dissector {
  private final TypeOrLength payload;
  private final Dissector fabricPath;

  EthernetDissector(Chain.Builder chain) {
    payload = new TypeOrLength(chain);
    fabricPath = chain.named(LinkDissectors.FABRIC_PATH);
  }

  @Override
  public Protocol protocol() {
    return Ethernet.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Ethernet.HEADER_LENGTH)) {
      return null;
    }
    int type = EthernetHeader.type(cursor.bytes(), cursor.offset());
    if (type == EtherType.FABRIC_PATH) {
      return fabricPath; // the addresses are of another kind
    }
    if (!cursor.enter(Ethernet.PROTOCOL, Ethernet.HEADER_LENGTH)) {
      return null;
    }
    return payload.next(cursor, type, Ethernet.PROTOCOL);
  }
}
