package io.weft.flow;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;

/**
 * Hears of flows while packets go by, in the order of packets. Called by the thread that tracks.
 * Offsets count the bytes of a TCP stream's direction from 0; an {@link Arrival} tells which packet
 * brought what is told, and is valid during the call only.
 */
public interface FlowListener {
  default void onOpened(Flow flow, Arrival arrival) {}

  /**
   * The next bytes of a TCP stream, each once and in order; the array is valid during the call
   * only.
   *
   * @param offset of the first of them
   * @param arrival of these bytes: a segment that had to wait for others is handed on behind them
   */
  default void onBytes(
      Flow flow,
      Direction direction,
      long offset,
      byte[] bytes,
      int from,
      int to,
      Arrival arrival) {}

  /**
   * A TCP segment, or a part of it, was not needed: its bytes had come before, or came too late for
   * a gap that was announced already. They may lie ahead of what {@link #onBytes} has told.
   *
   * @param offset of the first of them
   */
  default void onRepeat(Flow flow, Direction direction, long offset, int length, Arrival arrival) {}

  /**
   * Bytes of a TCP stream are not in the capture; those after them follow.
   *
   * @param offset of the first of them
   * @param missing how many, at least 1
   * @param arrival of the packet that made the gap known
   */
  default void onGap(Flow flow, Direction direction, long offset, long missing, Arrival arrival) {}

  /**
   * A UDP datagram.
   *
   * @param layer of the UDP header in the arrival's packet, which carried or completed the datagram
   */
  default void onDatagram(Flow flow, Direction direction, int layer, Arrival arrival) {}

  /**
   * Client and server, which had been guessed, have changed their roles: directions told before are
   * to be read the other way round.
   */
  default void onReversed(Flow flow, Arrival arrival) {}

  default void onExchange(Flow flow, Exchange exchange, Arrival arrival) {}

  default void onClosed(Flow flow, FlowRecord record) {}

  /**
   * How much memory the listener keeps with flows that are open, estimated, in bytes: part of what
   * {@link FlowConfig.Limits#bytes} bounds. Asked often.
   */
  default long keptBytes() {
    return 0;
  }
}
