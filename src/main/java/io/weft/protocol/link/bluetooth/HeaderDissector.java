package io.weft.protocol.link.bluetooth;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects a header that ends in the length of its parameters, which are data. */
final class HeaderDissector implements Dissector {
  private final Protocol protocol;
  private final int length;
  private final Dissector data;

  HeaderDissector(Protocol protocol, int length, Dissector data) {
    this.protocol = protocol;
    this.length = length;
    this.data = data;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(length)) {
      return null;
    }
    int parameters = cursor.bytes()[cursor.offset() + length - 1] & 0xFF;
    cursor.narrow(length + parameters, protocol);
    return cursor.enter(protocol, length) && parameters > 0 ? data : null;
  }
}
