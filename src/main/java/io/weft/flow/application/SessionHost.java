package io.weft.flow.application;

import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import java.util.List;

/**
 * What a session's bytes come from: a TCP connection, a flow of datagrams, or the session around
 * it. The session leaves its results here, and knows nothing else of what carries it.
 */
public interface SessionHost {
  /** Port of the end that is the server, as far as is known; 0 where there is none. */
  int serverPort();

  /** Is the first end the client, as far as is known? */
  boolean isClientFirst();

  /** May client and server still change their roles: was the client only guessed? */
  boolean isReversible();

  /** Client and server change their roles. */
  void reverse(Arrival arrival);

  /** Did what came first escape the capture? */
  boolean isPickedUp();

  /**
   * The protocol has been found out.
   *
   * @param over the protocols that carry it inside the flow, outermost first
   */
  void application(Protocol protocol, String detectedBy, List<Protocol> over);

  void emit(Exchange exchange, Arrival arrival);

  /** As {@link io.weft.dissect.FlowContext#name}. */
  void name(boolean ipv6, long high, long low, String name, Arrival arrival);

  /** As {@link io.weft.dissect.FlowContext#append}. */
  void append(Protocol protocol, byte[] bytes, int from, int to);

  /**
   * The session takes more memory, or less.
   *
   * @param bytes by how much; negative for less
   */
  void grow(int bytes);
}
