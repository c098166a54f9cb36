package io.weft.protocol.tunnel.gre;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/**
 * Dissects GRE with all its optional fields, and PPTP's version of it, which MikroTik's EoIP uses
 * for Ethernet frames.
 */
final class GreDissector implements Dissector {
  /** Where in a routing entry its length stands, in bytes. */
  private static final int ENTRY_LENGTH = 3;

  private final DispatchTable byEtherType;

  GreDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Gre.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Gre.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int fixed = Gre.fixedLength(bytes, at);
    int length = Gre.hasRouting(bytes, at) ? routed(cursor, fixed) : fixed;
    if (length < 0 || !cursor.require(length)) {
      return null;
    }
    if (Gre.version(bytes, at) == 1 && Gre.hasKey(bytes, at)) {
      cursor.narrow(length + Gre.pptpPayloadLength(bytes, at), Gre.PROTOCOL);
    }
    if (!cursor.enter(Gre.PROTOCOL, length)) {
      return null;
    }
    cursor.tunnel(Gre.tunnel(bytes, at));
    if (cursor.available() == 0) {
      return null;
    }
    int type = Gre.protocolType(bytes, at);
    if (type == EtherType.ERSPAN && !Gre.hasSequence(bytes, at)) {
      return byEtherType.get(
          EtherType.ETHERNET); // ERSPAN type I: the mirrored frame follows at once
    }
    return byEtherType.get(Gre.isEoip(bytes, at) ? EtherType.ETHERNET : type);
  }

  /**
   * Length in bytes with the routing entries, of which the last has the length 0; -1 where the
   * capture has no last one.
   */
  private static int routed(Cursor cursor, int fixed) {
    byte[] bytes = cursor.bytes();
    int length = fixed;
    while (cursor.require(length + Gre.ROUTING_ENTRY_LENGTH)) {
      int information = BigEndian.u8(bytes, cursor.offset() + length + ENTRY_LENGTH);
      length += Gre.ROUTING_ENTRY_LENGTH + information;
      if (information == 0) {
        return length;
      }
    }
    return -1;
  }
}
