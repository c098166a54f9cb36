package io.weft.dissect.chain;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects a message that carries nothing: all bytes that are there are its header. */
public final class MessageDissector implements Dissector {
  private final Protocol protocol;
  private final int minLength;
  private final int leastShown;

  /**
   * @param protocol of the layer
   * @param minLength bytes that each message has at least
   */
  public MessageDissector(Protocol protocol, int minLength) {
    this(protocol, minLength, minLength);
  }

  /**
   * @param protocol of the layer
   * @param minLength bytes that each message has at least; a shorter one is noted as an anomaly
   * @param leastShown bytes, from 1 on, from which even such a one is a layer: the protocol's
   *     fields are then read as far as it goes
   */
  public MessageDissector(Protocol protocol, int minLength, int leastShown) {
    this.protocol = protocol;
    this.minLength = minLength;
    this.leastShown = leastShown;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.require(minLength) || cursor.available() >= leastShown) {
      cursor.enter(protocol, cursor.available());
    }
    return null;
  }
}
