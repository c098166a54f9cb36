package io.weft.protocol.network.igmp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects IGMP. The groups that a report of version 3 lists are part of its layer. */
final class IgmpDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Igmp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.require(Igmp.HEADER_LENGTH)) {
      cursor.enter(Igmp.PROTOCOL, Igmp.HEADER_LENGTH);
    }
    return null;
  }
}
