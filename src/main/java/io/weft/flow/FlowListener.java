package io.weft.flow;

import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;

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

  /** {@code missing} bytes of the stream are not in the capture; those after it follow. */
  default void onGap(Flow flow, Direction direction, long missing) {}

  /**
   * Client and server, which had been guessed, have changed their roles: directions told before are
   * to be read the other way round.
   */
  default void onReversed(Flow flow) {}

  default void onExchange(Flow flow, Exchange exchange) {}

  default void onClosed(Flow flow, FlowRecord record) {}
}
