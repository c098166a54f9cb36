package io.weft.protocol.network.ipcomp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;

/** Dissects the header of IPComp; the rest is compressed. */
final class IpCompDissector implements Dissector {
  private final Dissector data;

  IpCompDissector(Chain.Builder chain) {
    data = chain.data();
  }

  @Override
  public Protocol protocol() {
    return IpComp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    return cursor.require(IpComp.HEADER_LENGTH)
            && cursor.enter(IpComp.PROTOCOL, IpComp.HEADER_LENGTH)
        ? data
        : null;
  }
}
