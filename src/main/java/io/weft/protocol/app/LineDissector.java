package io.weft.protocol.app;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;

/** Reads a connection on which both sides send lines, with bytes between them that are none. */
public abstract class LineDissector extends Turns {
  /**
   * @param maker makes the records
   */
  protected LineDissector(CommandExchange.Maker maker) {
    super(maker);
  }

  /**
   * A line, or the beginning of one that is longer than {@link DialogLimits#MAX_LINE}.
   *
   * @param end behind its text, before its line feed and a carriage return
   */
  protected abstract void onLine(
      Direction direction, byte[] bytes, int from, int end, Arrival arrival, StreamContext context);

  @Override
  final int next(
      Direction direction, byte[] bytes, int from, int to, long offset, StreamContext context) {
    int lineFeed = DialogText.lineFeed(bytes, from, to);
    if (lineFeed < 0 && to - from <= DialogLimits.MAX_LINE) {
      return 0;
    }
    int used = (lineFeed < 0 ? to : lineFeed + 1) - from;
    if (!isLost(direction)) {
      int end = lineFeed < 0 ? to : DialogText.trim(bytes, from, lineFeed);
      onLine(direction, bytes, from, end, context.arrivalAt(offset + used - 1), context);
    }
    lost(direction, lineFeed < 0);
    return used;
  }
}
