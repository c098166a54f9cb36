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

  /**
   * Are exchanges asked for? Where they are not, none are told of and none are listed with their
   * connection: to divide the time of each takes as long as all else.
   */
  default boolean wantsExchanges() {
    return true;
  }

  /** A TCP connection has left. */
  void onConnection(Flow flow, FlowRecord record, ConnectionTime time);
}
