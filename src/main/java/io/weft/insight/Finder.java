package io.weft.insight;

import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.insight.time.ConnectionTime;
import java.util.function.Consumer;

/**
 * Finds one thing out while it hears of flows, in bounded memory. A finder may be asked at any
 * time, and more than once.
 */
public interface Finder extends FlowListener {
  /** A TCP connection has left: told behind {@link #onClosed}, with where its time went. */
  default void onConnection(Flow flow, FlowRecord record, ConnectionTime time) {}

  /** Forgets what was heard of a flow that has left, and is not to be looked at. */
  default void forget(Flow flow) {}

  /**
   * Tells what is known by now.
   *
   * @param state of the capture by now
   */
  void report(CaptureState state, Consumer<Finding> findings);
}
