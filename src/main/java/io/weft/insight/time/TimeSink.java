package io.weft.insight.time;

import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;

/** Takes what {@link TimeAnalysis} finds. */
@FunctionalInterface
public interface TimeSink {
  /**
   * An exchange of an application protocol is over. Of datagrams only the wait for the answer can
   * be told.
   */
  default void onExchange(Flow flow, Exchange exchange, TimeDivision division) {}

  /** A TCP connection has left. */
  void onConnection(Flow flow, FlowRecord record, ConnectionTime time);
}
