package io.weft.protocol.link.slow;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;

/** Dissects the number of a slow protocol, and goes on with link aggregation. */
final class SlowDissector implements Dissector {
  private static final int LACP = 1;

  private final Dissector lacp = new MessageDissector(Lacp.PROTOCOL, 1);
  private final Dissector data;

  SlowDissector(Chain.Builder chain) {
    data = chain.data();
  }

  @Override
  public Protocol protocol() {
    return SlowProtocols.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(1)) {
      return null;
    }
    int subtype = cursor.bytes()[cursor.offset()];
    if (!cursor.enter(SlowProtocols.PROTOCOL, 1)) {
      return null;
    }
    return subtype == LACP ? lacp : data;
  }
}
