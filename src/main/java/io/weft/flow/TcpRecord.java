package io.weft.flow;

import java.io.Serializable;

/**
 * How a TCP connection began and ended.
 *
 * @param handshake null where no SYN was seen
 * @param close null while open
 * @param midstream was it picked up without a SYN?
 * @param analysis null where segments were not analysed
 */
public record TcpRecord(
    Handshake handshake, Close close, boolean midstream, TcpAnalysisRecord analysis)
    implements Serializable {
  /** Stands for a time that is not known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** The record of a connection whose segments were not analysed. */
  public TcpRecord(Handshake handshake, Close close, boolean midstream) {
    this(handshake, close, midstream, null);
  }

  /**
   * The three-way handshake (RFC 9293, section 3.5). Times are nanoseconds since the epoch or
   * {@link #UNKNOWN}.
   *
   * @param synNanos time of the last SYN before the SYN-ACK
   * @param synAckNanos time of the first SYN-ACK
   * @param synCount how many SYNs the client sent
   * @param ackNanos time of the client's first ACK behind the SYN-ACK
   * @param client options of the SYN, or null
   * @param server options of the SYN-ACK, or null
   */
  public record Handshake(
      long synNanos, long synAckNanos, long ackNanos, int synCount, Options client, Options server)
      implements Serializable {

    /**
     * From SYN to ACK in nanoseconds, which is the time of a round trip; {@link #UNKNOWN} where
     * either is missing or the capture has them in the wrong order.
     */
    public long rttNanos() {
      return between(synNanos, ackNanos);
    }

    /**
     * From SYN to SYN-ACK in nanoseconds: the part of the round trip on the server's side of the
     * capture. {@link #UNKNOWN} as for {@link #rttNanos}.
     */
    public long serverRttNanos() {
      return between(synNanos, synAckNanos);
    }

    /**
     * From SYN-ACK to ACK in nanoseconds: the part of the round trip on the client's side of the
     * capture. {@link #UNKNOWN} as for {@link #rttNanos}.
     */
    public long clientRttNanos() {
      return between(synAckNanos, ackNanos);
    }

    private static long between(long from, long to) {
      return from == UNKNOWN || to == UNKNOWN || to < from ? UNKNOWN : to - from;
    }
  }

  /**
   * What one side offered in its SYN.
   *
   * @param maximumSegmentSize in bytes, -1 where not offered
   * @param windowScale the shift, -1 where not offered
   */
  public record Options(
      int maximumSegmentSize, int windowScale, boolean sackPermitted, boolean timestamps)
      implements Serializable {}

  /**
   * @param byClient did the client begin to close the connection?
   * @param reset was it closed by RST, not by FIN?
   * @param nanos when, in nanoseconds since the epoch
   */
  public record Close(boolean byClient, boolean reset, long nanos) implements Serializable {}
}
