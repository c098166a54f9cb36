package io.weft.dissect.chain;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects a message that carries nothing: all bytes that are there are its header. */
public final class MessageDissector implements Dissector {
  private final Protocol protocol;
  private final int minLength;

  /**
   * @param protocol of the layer
   * @param minLength bytes that each message has at least
   */
  public MessageDissector(Protocol protocol, int minLength) {
    this.protocol = protocol;
    this.minLength = minLength;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.require(minLength)) {
      cursor.enter(protocol, cursor.available());
    }
    return null;
  }
}
