package io.weft.protocol.app;

import io.weft.dissect.Exchange;

/**
 * A question with its answer, each in a datagram, or one of the two where the other was not seen.
 */
public interface DatagramExchange extends Exchange {
  /** Null where it was not seen. */
  Datagram request();

  /** Null where it was not seen. */
  Datagram response();

  @Override
  default long startNanos() {
    return Exchanges.start(request(), response());
  }
}
