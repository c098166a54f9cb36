package io.weft.protocol.app;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/**
 * What dissectors of requests and answers have in common: how the reading ends. Both directions are
 * over, too much was no message of the protocol, or TLS takes over.
 */
public abstract class Talk implements StreamDissector {
  private boolean isOver;
  private boolean isClientOver;
  private boolean isServerOver;
  private int bad;

  /** Reads bytes that are not behind the end; gives how many were used. */
  protected abstract int read(
      Direction direction, byte[] bytes, int from, int to, StreamContext context);

  /** Both directions are over, or are read no further. */
  protected abstract void tellRest(StreamContext context);

  /** Lets TLS take over both directions. */
  protected void startTls(StreamContext context) {
    isOver = true;
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
    if (isStopped() && !isOver) {
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
      tellRest(context);
    }
  }
}
