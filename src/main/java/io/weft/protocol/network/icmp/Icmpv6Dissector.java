package io.weft.protocol.network.icmp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/**
 * Dissects ICMPv6. Behind an error message the quoted packet is read on; the rest of other messages
 * is part of their layer.
 */
final class Icmpv6Dissector implements Dissector {
  private final Quote quote;

  Icmpv6Dissector(Chain.Builder chain) {
    quote = new Quote(chain, EtherType.IPV6);
  }

  @Override
  public Protocol protocol() {
    return Icmpv6.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Icmpv6.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (!Icmpv6.isError(Icmpv6.type(bytes, at))) {
      cursor.enter(Icmpv6.PROTOCOL, Icmpv6.HEADER_LENGTH);
      return null;
    }
    if (!cursor.require(Icmpv6.ERROR_LENGTH)
        || !cursor.enter(Icmpv6.PROTOCOL, Icmpv6.ERROR_LENGTH)) {
      return null;
    }
    return quote.begin(cursor, Icmpv6.quoteLength(bytes, at), Icmpv6.PROTOCOL);
  }
}
