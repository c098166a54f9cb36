package io.weft.protocol.app;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;

/**
 * Reads a connection on which commands find their replies in a {@link CommandQueue}, whatever these
 * look like. The client may be made to wait for an answer that says what its next bytes are.
 */
abstract class Turns extends Talk {
  /** Memory of this object with its sides, estimated in bytes. */
  private static final int BYTES = 80;

  /** Where commands and replies find each other. */
  protected final CommandQueue commands;

  private final Side client = new Side();
  private final Side server = new Side();
  private boolean isHeld;

  private static final class Side {
    /** So many of the next bytes are passed over. */
    long toPass;

    /** Is it not known where the next message begins? */
    boolean isLost;
  }

  /**
   * @param maker makes the records
   */
  Turns(CommandExchange.Maker maker) {
    commands = new CommandQueue(maker, this::onTurn);
  }

  private Side side(Direction direction) {
    return direction == Direction.FROM_CLIENT ? client : server;
  }

  /**
   * Reads the message that begins there.
   *
   * @param offset of its first byte in its direction
   * @return how many bytes were used; 0 where more must come
   */
  abstract int next(
      Direction direction, byte[] bytes, int from, int to, long offset, StreamContext context);

  /**
   * A command was reported.
   *
   * @param status of its reply; null where there will be none
   */
  protected void onTurn(String command, String status, StreamContext context) {}

  /** Messages of a direction were not captured, or are not understood. */
  protected void onLost(Direction direction, StreamContext context) {
    commands.giveUp(context);
  }

  /** The next bytes of a direction are no messages, and are passed over. */
  protected final void pass(Direction direction, long bytes) {
    side(direction).toPass = bytes;
  }

  final boolean isLost(Direction direction) {
    return side(direction).isLost;
  }

  final void lost(Direction direction, boolean isLost) {
    side(direction).isLost = isLost;
  }

  /** What the client sends next is not read until {@link #resume} is called. */
  protected final void hold() {
    isHeld = true;
  }

  /** Reads what the client sends. */
  protected final void resume() {
    isHeld = false;
  }

  @Override
  protected final void startTls(StreamContext context) {
    super.startTls(context);
    tellRest(context);
  }

  @Override
  protected final void tellRest(StreamContext context) {
    commands.giveUp(context);
  }

  @Override
  protected final int read(
      Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    Side side = side(direction);
    long base = context.offset() - from;
    int at = from;
    while (at < to && !isStopped() && !(isHeld && side == client)) {
      int used = (int) Math.min(side.toPass, to - at);
      if (used > 0) {
        side.toPass -= used;
      } else {
        used = next(direction, bytes, at, to, base + at, context);
      }
      if (used == 0) {
        break;
      }
      at += used;
    }
    return at - from;
  }

  @Override
  public final void onGap(Direction direction, long missing, StreamContext context) {
    Side side = side(direction);
    long passing = Math.min(side.toPass, missing);
    side.toPass -= passing;
    if (passing < missing) {
      side.isLost = true;
      resume();
      onLost(direction, context);
    }
  }

  @Override
  public final int memory() {
    return BYTES + commands.memory();
  }
}
