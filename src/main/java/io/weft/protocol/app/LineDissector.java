package io.weft.protocol.app;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;

/** Reads a connection on which both sides send lines, with bytes between them that are none. */
public abstract class LineDissector extends Turns {
  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 80;

  private long clientPass;
  private long serverPass;
  private boolean isClientLineCut;
  private boolean isServerLineCut;

  /**
   * A line, or the beginning of one that is longer than {@link DialogLimits#MAX_LINE}.
   *
   * @param end behind its text, before its line feed and a carriage return
   */
  protected abstract void onLine(
      Direction direction, byte[] bytes, int from, int end, Arrival arrival, StreamContext context);

  /** Lines of a direction were not captured. */
  protected abstract void onLost(Direction direction, StreamContext context);

  /** Memory of the subclass's own state, estimated in bytes. */
  protected abstract int ownMemory();

  /** The next bytes of a direction are no lines, and are passed over. */
  protected final void pass(Direction direction, long bytes) {
    if (direction == Direction.FROM_CLIENT) {
      clientPass = bytes;
    } else {
      serverPass = bytes;
    }
  }

  private long toPass(Direction direction) {
    return direction == Direction.FROM_CLIENT ? clientPass : serverPass;
  }

  private boolean isCut(Direction direction) {
    return direction == Direction.FROM_CLIENT ? isClientLineCut : isServerLineCut;
  }

  private void cut(Direction direction, boolean isCut) {
    if (direction == Direction.FROM_CLIENT) {
      isClientLineCut = isCut;
    } else {
      isServerLineCut = isCut;
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
      int lineFeed = DialogText.lineFeed(bytes, at, to);
      if (lineFeed < 0 && to - at <= DialogLimits.MAX_LINE) {
        break;
      }
      int next = lineFeed < 0 ? to : lineFeed + 1;
      if (!isCut(direction)) {
        int end = lineFeed < 0 ? to : DialogText.trim(bytes, at, lineFeed);
        onLine(direction, bytes, at, end, context.arrivalAt(base + next - 1), context);
      }
      cut(direction, lineFeed < 0);
      at = next;
    }
    return at - from;
  }

  @Override
  public final void onGap(Direction direction, long missing, StreamContext context) {
    long passing = Math.min(toPass(direction), missing);
    pass(direction, toPass(direction) - passing);
    if (passing < missing) {
      cut(direction, true);
      resume();
      onLost(direction, context);
    }
  }

  @Override
  public final int memory() {
    return BYTES + ownMemory();
  }
}
