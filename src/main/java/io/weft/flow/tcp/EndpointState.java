package io.weft.flow.tcp;

/**
 * The state of one end of a TCP connection, as Zeek defines it for its {@code conn_state}. It is
 * not a state of RFC 9293, but what an observer can be sure of.
 */
enum EndpointState {
  INACTIVE,
  SYN_SENT,
  SYN_ACK_SENT,
  PARTIAL,
  ESTABLISHED,
  CLOSED,
  RESET;

  boolean isIdle() {
    return this == INACTIVE || this == PARTIAL;
  }

  /** Was its beginning seen, and is it open or closed as it should be? */
  boolean isInOrder() {
    return this == ESTABLISHED || this == CLOSED;
  }
}
