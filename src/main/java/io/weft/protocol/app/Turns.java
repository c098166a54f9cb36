package io.weft.protocol.app;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/**
 * What dissectors of commands and replies have in common, whatever these look like: the client may
 * be made to wait for an answer that says what its next bytes are, and TLS may take over.
 */
abstract class Turns implements StreamDissector {
  private boolean isHeld;
  private boolean isOver;
  private boolean isClientOver;
  private boolean isServerOver;
  private int bad;

  /** Reads bytes that are neither held nor behind the end; gives how many were used. */
  abstract int read(Direction direction, byte[] bytes, int from, int to, StreamContext context);

  /** Both directions are over, or are read no further. */
  protected abstract void onOver(StreamContext context);

  /** What the client sends next is not read until {@link #resume} is called. */
  protected final void hold() {
    isHeld = true;
  }

  /** Reads what the client sends. */
  protected final void resume() {
    isHeld = false;
  }

  final boolean isHeld(Direction direction) {
    return isHeld && direction == Direction.FROM_CLIENT;
  }

  /** Lets TLS take over both directions. */
  protected final void startTls(StreamContext context) {
    isOver = true;
    onOver(context);
    context.handOver("tls");
  }

  /** Something was no message of the protocol; several of these end the reading. */
  protected final void bad() {
    bad++;
  }

  /** Does not read on. */
  protected final void stop() {
    bad = DialogLimits.MAX_BAD_LINES + 1;
  }

  final boolean isStopped() {
    return isOver || bad > DialogLimits.MAX_BAD_LINES;
  }

  @Override
  public final int onBytes(
      Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    int used = isOver ? 0 : read(direction, bytes, from, to, context);
    if (bad > DialogLimits.MAX_BAD_LINES && !isOver) {
      end(context);
      return LOST;
    }
    return used;
  }

  @Override
  public final void onEnd(Direction direction, boolean clean, StreamContext context) {
    if (direction == Direction.FROM_CLIENT) {
      isClientOver = true;
    } else {
      isServerOver = true;
    }
    if (isClientOver && isServerOver) {
      end(context);
    }
  }

  private void end(StreamContext context) {
    if (!isOver) {
      isOver = true;
      onOver(context);
    }
  }
}
