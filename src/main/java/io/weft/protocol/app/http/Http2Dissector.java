package io.weft.protocol.app.http;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/** Reads one HTTP/2 connection, in clear or decrypted. */
final class Http2Dissector implements StreamDissector {
  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 200;

  private final Http2Connection connection;
  private final Http2Reader fromClient;
  private final Http2Reader fromServer;
  private boolean hasBegun;
  private boolean hasOneEnded;

  Http2Dissector(HttpLimits limits) {
    this(limits, null);
  }

  /**
   * @param upgraded the request of HTTP/1 that the first stream answers (RFC 7540, section 3.2);
   *     null for none
   */
  Http2Dissector(HttpLimits limits, HttpExchange.Request upgraded) {
    connection = new Http2Connection(limits, upgraded);
    fromClient = new Http2Reader(Direction.FROM_CLIENT, connection);
    fromServer = new Http2Reader(Direction.FROM_SERVER, connection);
  }

  private Http2Reader reader(Direction direction) {
    return direction == Direction.FROM_CLIENT ? fromClient : fromServer;
  }

  private void begin(StreamContext context) {
    if (!hasBegun) {
      hasBegun = true;
      if (context.pickedUp()) {
        connection.joinedMidway();
        fromClient.joinedMidway();
        fromServer.joinedMidway();
      }
    }
  }

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    begin(context);
    return reader(direction).read(bytes, from, to, context);
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    begin(context);
    reader(direction).gap(missing, context);
  }

  @Override
  public void onEnd(Direction direction, boolean clean, StreamContext context) {
    if (hasOneEnded) {
      connection.flush(context);
    }
    hasOneEnded = true;
  }

  @Override
  public int memory() {
    return BYTES + connection.memory() + fromClient.memory() + fromServer.memory();
  }
}
