package io.weft.protocol.app;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects a protocol whose messages are whole datagrams. */
public final class WholeDatagram implements Dissector {
  private final Protocol protocol;
  private final int least;

  /**
   * @param least so many bytes must be there, or else the message is cut or malformed
   */
  public WholeDatagram(Protocol protocol, int least) {
    this.protocol = protocol;
    this.least = least;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.require(least)) {
      cursor.enter(protocol, cursor.available());
    }
    return null;
  }
}
