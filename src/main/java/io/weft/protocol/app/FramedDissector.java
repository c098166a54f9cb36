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

  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 80;

  private long clientPass;
  private long serverPass;

  /** Is it not known where the client's next message begins? */
  private boolean isClientLost;

  private boolean isServerLost;

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

  /** Messages of a direction were not captured. */
  protected abstract void onLost(Direction direction, StreamContext context);

  /** Memory of the subclass's own state, estimated in bytes. */
  protected abstract int ownMemory();

  private long toPass(Direction direction) {
    return direction == Direction.FROM_CLIENT ? clientPass : serverPass;
  }

  private void pass(Direction direction, long bytes) {
    if (direction == Direction.FROM_CLIENT) {
      clientPass = bytes;
    } else {
      serverPass = bytes;
    }
  }

  private boolean isLost(Direction direction) {
    return direction == Direction.FROM_CLIENT ? isClientLost : isServerLost;
  }

  private void lost(Direction direction, boolean isLost) {
    if (direction == Direction.FROM_CLIENT) {
      isClientLost = isLost;
    } else {
      isServerLost = isLost;
    }
  }

  @Override
  final int read(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    long base = context.offset() - from;
    int at = from;
    while (at < to && !isStopped() && !isHeld(direction)) {
      long passing = Math.min(toPass(direction), to - at);
      if (passing > 0) {
        pass(direction, toPass(direction) - passing);
        at += (int) passing;
        continue;
      }
      long length = length(direction, bytes, at, to);
      if (length == NONE) {
        // After a gap a packet is likely to begin with a message; before one nothing of it is.
        if (!isLost(direction)) {
          bad();
          lost(direction, true);
          onLost(direction, context);
        }
        return to - from;
      }
      if (length == MORE || to - at < Math.min(length, HEAD)) {
        break;
      }
      lost(direction, false);
      int there = (int) Math.min(length, to - at);
      onMessage(
          direction, bytes, at, at + there, context.arrivalAt(base + at + there - 1), context);
      pass(direction, length - there);
      at += there;
    }
    return at - from;
  }

  @Override
  public final void onGap(Direction direction, long missing, StreamContext context) {
    long passing = Math.min(toPass(direction), missing);
    pass(direction, toPass(direction) - passing);
    if (passing < missing) {
      lost(direction, true);
      resume();
      onLost(direction, context);
    }
  }

  @Override
  public final int memory() {
    return BYTES + ownMemory();
  }
}
