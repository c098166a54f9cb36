package io.weft.insight.time;

import io.weft.flow.FlowName;
import java.io.Serializable;
import java.util.List;

/**
 * Where the time of a TCP connection went.
 *
 * @param position where it was captured
 * @param positionSure how sure that is
 * @param clientRttNanos shortest round trip from the place of the capture to the client and back;
 *     -1 where it was not measured
 * @param serverRttNanos the same to the server
 * @param before the name look-up, which is no part of the duration; null where none was seen
 * @param division of the whole duration
 * @param slowest the exchanges, or turns, that took longest, at most {@value #MAX_EXCHANGES}, in
 *     their order; empty where {@link TimeSink#wantsExchanges} says no
 * @param exchanges how many there were in all
 * @param cap the last that was found; null for none
 */
public record ConnectionTime(
    FlowName flow,
    CapturePosition position,
    Sureness positionSure,
    long clientRttNanos,
    long serverRttNanos,
    LookUp before,
    TimeDivision division,
    List<ExchangeTime> slowest,
    long exchanges,
    SenderCap cap)
    implements Serializable {
  /** The slow ones are looked at; a list of all is what {@link TimeSink#onExchange} gives. */
  public static final int MAX_EXCHANGES = 16;

  public ConnectionTime {
    slowest = List.copyOf(slowest);
  }
}
