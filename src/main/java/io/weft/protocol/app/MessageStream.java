package io.weft.protocol.app;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;

/**
 * Reads a connection on which both sides send messages that are read when they are whole. A gap
 * ends the reading of its direction, because nobody can tell where the next message begins.
 */
public abstract class MessageStream extends Talk {
  /** More bytes must come before the length is known. */
  protected static final int MORE = 0;

  /** The bytes are no message. */
  protected static final int NONE = -1;

  private boolean isClientLost;
  private boolean isServerLost;

  /**
   * The length of the message that begins there, with what stands before it; {@link #MORE} or
   * {@link #NONE}. It is not less than 1 otherwise.
   */
  protected abstract int length(Direction direction, byte[] bytes, int from, int to);

  /**
   * A whole message, with what stands before it.
   *
   * @param offset of its first byte in its direction
   */
  protected abstract void onMessage(
      Direction direction, byte[] bytes, int from, int to, long offset, StreamContext context);

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
  protected final int read(
      Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    long base = context.offset() - from;
    int at = from;
    while (at < to && !isLost(direction)) {
      int length = length(direction, bytes, at, to);
      if (length == NONE) {
        lose(direction);
      } else if (length == MORE || length > to - at) {
        return at - from;
      } else {
        onMessage(direction, bytes, at, at + length, base + at, context);
        at += length;
      }
    }
    return to - from;
  }

  @Override
  public final void onGap(Direction direction, long missing, StreamContext context) {
    lose(direction);
  }
}
