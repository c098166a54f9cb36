package io.weft.protocol.link.fddi;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.link.LinkDissectors;

/** Dissects FDDI. Only the payload of LLC frames is read further. */
final class FddiDissector implements Dissector {
  private final Dissector llc;
  private final Dissector data;

  FddiDissector(Chain.Builder chain) {
    llc = chain.named(LinkDissectors.LLC);
    data = chain.data();
  }

  @Override
  public Protocol protocol() {
    return Fddi.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Fddi.HEADER_LENGTH)) {
      return null;
    }
    boolean carriesLlc = Fddi.carriesLlc(cursor.bytes(), cursor.offset());
    if (!cursor.enter(Fddi.PROTOCOL, Fddi.HEADER_LENGTH)) {
      return null;
    }
    return carriesLlc ? llc : data;
  }
}
