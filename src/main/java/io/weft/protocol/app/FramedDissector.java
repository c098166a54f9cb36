package io.weft.protocol.app;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;

/**
 * Reads a connection on which both sides send messages that tell their length. Only the beginning
 * of a long message is looked at.
 */
public abstract class FramedDissector extends Turns {
  /** So much of a message is there when it is looked at, or all of it; in bytes. */
  protected static final int HEAD = 1024;

  /** More bytes must come before the length is known. */
  protected static final long MORE = 0;

  /** The bytes are no message. */
  protected static final long NONE = -1;

  /**
   * @param maker makes the records
   */
  protected FramedDissector(CommandExchange.Maker maker) {
    super(maker);
  }

  /**
   * The length of the message that begins there, with its header; {@link #MORE} or {@link #NONE}.
   * It is not less than 1 otherwise.
   */
  protected abstract long length(Direction direction, byte[] bytes, int from, int to);

  /**
   * A message has begun.
   *
   * @param to behind what is there of it: all, or at least {@link #HEAD}
   * @param arrival of its last byte that is there
   */
  protected abstract void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, StreamContext context);

  @Override
  final int next(
      Direction direction, byte[] bytes, int from, int to, long offset, StreamContext context) {
    long length = length(direction, bytes, from, to);
    if (length == NONE) {
      // After a gap a packet is likely to begin with a message; before one nothing of it is.
      if (!isLost(direction)) {
        bad();
        lost(direction, true);
        onLost(direction, context);
      }
      return to - from;
    }
    if (length == MORE || to - from < Math.min(length, HEAD)) {
      return 0;
    }
    lost(direction, false);
    int there = (int) Math.min(length, to - from);
    Arrival arrival = context.arrivalAt(offset + there - 1);
    onMessage(direction, bytes, from, from + there, arrival, context);
    pass(direction, length - there);
    return there;
  }
}
