package io.weft.dissect.chain;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * Records a payload that no other dissector reads as one layer, {@code data}. An empty payload
 * makes no layer.
 */
public final class DataDissector implements Dissector {
  public static final Protocol PROTOCOL = Protocol.of("data", "Data");

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.available() > 0) {
      cursor.enter(PROTOCOL, cursor.available());
    }
    return null;
  }
}
