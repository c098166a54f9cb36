package io.weft.flow;

/** The state of the socket at one end of a TCP connection (RFC 9293, section 3.3.2). */
public enum SocketState {
  SYN_SENT(0, "SYN-SENT"),
  SYN_RECEIVED(1, "SYN-RECEIVED"),
  ESTABLISHED(2, "ESTABLISHED"),
  FIN_WAIT_1(3, "FIN-WAIT-1"),
  FIN_WAIT_2(4, "FIN-WAIT-2"),
  CLOSE_WAIT(5, "CLOSE-WAIT"),
  CLOSING(6, "CLOSING"),
  LAST_ACK(7, "LAST-ACK"),
  TIME_WAIT(8, "TIME-WAIT"),
  CLOSED(9, "CLOSED");

  private static final SocketState[] BY_CODE = values();

  private final int code;
  private final String text;

  SocketState(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** A number from 0 to 9 that stands for the state in lists that hold many. */
  public int code() {
    return code;
  }

  /** The state of a {@link #code}. */
  public static SocketState of(int code) {
    return BY_CODE[code];
  }

  /** The name as the RFC writes it: {@code FIN-WAIT-1}. */
  @Override
  public String toString() {
    return text;
  }
}
