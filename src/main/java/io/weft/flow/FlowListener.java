package io.weft.flow;

import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;

/**
 * Hears of flows while packets go by, in the order of packets. Called by the thread that tracks.
 */
public interface FlowListener {
  default void onOpened(Flow flow) {}

  /**
   * The next bytes of a TCP stream, each once and in order; the array is valid during the call
   * only.
   */
  default void onBytes(Flow flow, Direction direction, byte[] bytes, int from, int to) {}

  /**
   * As {@link #onBytes(Flow, Direction, byte[], int, int)}, which is called by this unless it is
   * overridden, with the packet that carried the bytes: a segment that had to wait for others is
   * handed on behind them.
   *
   * @param packet its number
   * @param nanos when it was captured, in nanoseconds since the epoch
   */
  default void onBytes(
      Flow flow, Direction direction, byte[] bytes, int from, int to, long packet, long nanos) {
    onBytes(flow, direction, bytes, from, to);
  }

  /**
   * A TCP segment, or a part of it, was not needed: its bytes had come before, or came too late for
   * a gap that was announced already. They may lie ahead of what {@link #onBytes} has told.
   *
   * @param offset in the stream of its direction, whose first byte is 0
   * @param packet number of the packet that carried them
   * @param nanos when it was captured, in nanoseconds since the epoch
   */
  default void onRepeat(
      Flow flow, Direction direction, long offset, int length, long packet, long nanos) {}

  /**
   * A UDP datagram.
   *
   * @param packet that carried or completed it; valid during the call only
   * @param layer of its UDP header
   */
  default void onDatagram(Flow flow, Direction direction, Packet packet, int layer) {}

  /** {@code missing} bytes of the stream are not in the capture; those after it follow. */
  default void onGap(Flow flow, Direction direction, long missing) {}

  /**
   * Client and server, which had been guessed, have changed their roles: directions told before are
   * to be read the other way round.
   */
  default void onReversed(Flow flow) {}

  default void onExchange(Flow flow, Exchange exchange) {}

  default void onClosed(Flow flow, FlowRecord record) {}

  /**
   * How much memory the listener keeps with flows that are open, estimated, in bytes: part of what
   * {@link FlowConfig#maxBytes} bounds. Asked often.
   */
  default long keptBytes() {
    return 0;
  }
}
