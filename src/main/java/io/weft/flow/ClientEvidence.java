package io.weft.flow;

/** How it is known which end is the client; all but the first two are guesses. */
public enum ClientEvidence {
  SYN(0, "syn"),
  SYN_ACK(1, "syn_ack"),
  SERVER_PORT(2, "server_port"),
  FIRST_PACKET(3, "first_packet");

  private static final ClientEvidence[] BY_CODE = {SYN, SYN_ACK, SERVER_PORT, FIRST_PACKET};

  private final byte code;
  private final String text;

  ClientEvidence(int code, String text) {
    this.code = (byte) code;
    this.text = text;
  }

  /** Its place in the order above, for flows, which have no room for a reference. */
  public byte code() {
    return code;
  }

  public static ClientEvidence of(byte code) {
    return BY_CODE[code];
  }

  /** May the ends still turn out to be the other way round? */
  public boolean isGuess() {
    return this == SERVER_PORT || this == FIRST_PACKET;
  }

  /** As in the report. */
  @Override
  public String toString() {
    return text;
  }
}
