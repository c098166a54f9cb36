package io.weft.protocol.network.icmp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/** Dissects ICMP. Behind an error message the quoted packet is read on. */
final class IcmpDissector implements Dissector {
  private final Quote quote;

  IcmpDissector(Chain.Builder chain) {
    quote = new Quote(chain, EtherType.IPV4);
  }

  @Override
  public Protocol protocol() {
    return Icmp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Icmp.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int end = cursor.limit();
    if (!cursor.enter(Icmp.PROTOCOL, Icmp.HEADER_LENGTH)) {
      return null;
    }
    return Icmp.isError(Icmp.type(bytes, at))
        ? quote.begin(cursor, Icmp.quoteLength(bytes, at, end), Icmp.PROTOCOL)
        : quote.none();
  }
}
