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
    int type = Icmp.type(bytes, at);
    if (!cursor.enter(Icmp.PROTOCOL, headerLength(cursor, type))) {
      return null;
    }
    if (Icmp.isError(type)) {
      return quote.begin(cursor, Icmp.quoteLength(bytes, at, end), Icmp.PROTOCOL);
    }
    return quote.none();
  }

  /** Errors and echoes carry something; of all others the whole message is the header. */
  private static int headerLength(Cursor cursor, int type) {
    if (Icmp.isError(type)) {
      return Icmp.HEADER_LENGTH;
    }
    if (!Icmp.isEcho(type)) {
      return cursor.available();
    }
    int behind = cursor.offset() + Icmp.HEADER_LENGTH;
    boolean isTimed = PingTime.stands(cursor.packet(), cursor.bytes(), behind, cursor.limit());
    return Icmp.HEADER_LENGTH + (isTimed ? PingTime.LENGTH : 0);
  }
}
