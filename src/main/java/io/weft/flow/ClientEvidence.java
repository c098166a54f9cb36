package io.weft.flow;

/** How it is known which end is the client. */
public enum ClientEvidence {
  /** The client sent a SYN without ACK. */
  SYN(0, "syn"),
  /** The server sent a SYN with ACK. */
  SYN_ACK(1, "syn_ack"),
  /** One end has a port at which servers commonly listen. */
  SERVER_PORT(2, "server_port"),
  /** The sender of the first packet is taken for the client. */
  FIRST_PACKET(3, "first_packet"),
  /** The application's messages show that the ends are the other way round than was guessed. */
  CONTENT(4, "content");

  private static final ClientEvidence[] BY_CODE = {
    SYN, SYN_ACK, SERVER_PORT, FIRST_PACKET, CONTENT
  };

  private final byte code;
  private final String text;

  ClientEvidence(int code, String text) {
    this.code = (byte) code;
    this.text = text;
  }

  /**
   * A number from 0 to 4 that stands for the constant in flows, which have no room for a reference.
   */
  public byte code() {
    return code;
  }

  /** The constant of a {@link #code}. */
  public static ClientEvidence of(byte code) {
    return BY_CODE[code];
  }

  /** May the ends still turn out to be the other way round? */
  public boolean isGuess() {
    return this == SERVER_PORT || this == FIRST_PACKET;
  }

  /** The text of the report: {@code syn_ack}. */
  @Override
  public String toString() {
    return text;
  }
}
