package io.weft.protocol.app.websocket;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/** Reads one WebSocket. Its directions do not depend on one another. */
final class WebSocketDissector implements StreamDissector {
  private static final int BYTES = 40;

  private final WebSocketReader fromClient = new WebSocketReader(Direction.FROM_CLIENT);
  private final WebSocketReader fromServer = new WebSocketReader(Direction.FROM_SERVER);
  private boolean isClientLost;
  private boolean isServerLost;

  private WebSocketReader reader(Direction direction) {
    return direction == Direction.FROM_CLIENT ? fromClient : fromServer;
  }

  private boolean isLost(Direction direction) {
    return direction == Direction.FROM_CLIENT ? isClientLost : isServerLost;
  }

  private void lose(Direction direction) {
    if (direction == Direction.FROM_CLIENT) {
      isClientLost = true;
    } else {
      isServerLost = true;
    }
  }

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    if (isLost(direction)) {
      return STOP;
    }
    int used = reader(direction).read(bytes, from, to, context);
    if (used < 0) {
      reader(direction).end(context);
      lose(direction);
      return STOP;
    }
    return used;
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    if (!isLost(direction) && !reader(direction).gap(missing, context)) {
      lose(direction);
    }
  }

  @Override
  public void onEnd(Direction direction, boolean clean, StreamContext context) {
    if (!isLost(direction)) {
      reader(direction).end(context);
      lose(direction);
    }
  }

  @Override
  public int memory() {
    return BYTES + fromClient.memory() + fromServer.memory();
  }
}
