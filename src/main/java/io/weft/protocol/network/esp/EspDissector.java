package io.weft.protocol.network.esp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects ESP. Dissection ends here, because the rest is encrypted. */
final class EspDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Esp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.require(Esp.HEADER_LENGTH)) {
      cursor.enter(Esp.PROTOCOL, Esp.HEADER_LENGTH);
    }
    return null;
  }
}
