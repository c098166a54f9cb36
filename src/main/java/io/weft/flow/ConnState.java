package io.weft.flow;

/**
 * What an observer can say of how a connection began and ended: Zeek's {@code conn_state}. The
 * originator is the client, the responder the server.
 */
public enum ConnState {
  S0("connection attempt seen, no reply"),
  S1("connection established, not terminated"),
  SF("normal establishment and termination"),
  REJ("connection attempt rejected"),
  S2("established, and the client has closed its side only"),
  S3("established, and the server has closed its side only"),
  RSTO("established, and the client aborted it with a reset"),
  RSTR("the server sent a reset"),
  RSTOS0("the client sent a SYN and then a reset; no SYN-ACK of the server was seen"),
  RSTRH("the server sent a SYN-ACK and then a reset; no SYN of the client was seen"),
  SH("the client sent a SYN and then a FIN; no SYN-ACK of the server was seen"),
  SHR("the server sent a SYN-ACK and then a FIN; no SYN of the client was seen"),
  OTH("no SYN seen: traffic in the middle of a connection, or of another protocol");

  private final String description;

  ConnState(String description) {
    this.description = description;
  }

  /** Is a TCP connection in this state closed by both ends, refused, or reset? */
  public boolean isOver() {
    return switch (this) {
      case SF, REJ, RSTO, RSTR, RSTOS0, RSTRH -> true;
      case S0, S1, S2, S3, SH, SHR, OTH -> false;
    };
  }

  /** A clause for people. */
  public String description() {
    return description;
  }
}
