package io.weft.flow;

/** What a socket can be in (RFC 9293, section 3.3.2). */
public enum SocketState {
  SYN_SENT("SYN-SENT"),
  SYN_RECEIVED("SYN-RECEIVED"),
  ESTABLISHED("ESTABLISHED"),
  FIN_WAIT_1("FIN-WAIT-1"),
  FIN_WAIT_2("FIN-WAIT-2"),
  CLOSE_WAIT("CLOSE-WAIT"),
  CLOSING("CLOSING"),
  LAST_ACK("LAST-ACK"),
  TIME_WAIT("TIME-WAIT"),
  CLOSED("CLOSED");

  private final String text;

  SocketState(String text) {
    this.text = text;
  }

  /** As the RFC writes it. */
  @Override
  public String toString() {
    return text;
  }
}
