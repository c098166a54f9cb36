package io.weft.flow;

import io.weft.dissect.Direction;

/**
 * A TCP segment as a {@link FlowListener} hears of it. The view is reused for every segment: it is
 * valid during the call only.
 *
 * <p>Offsets count the bytes of one direction from 0, which is the byte behind the SYN. Where the
 * capture joined the connection midway they count from the first number that was seen of that
 * direction, in a segment of its sender or in an acknowledgment of its receiver; bytes from before
 * then have offsets below 0.
 */
public interface TcpSegment {
  /** Stands for a number that the segment does not have, or that is not known. */
  long NONE = Long.MIN_VALUE;

  /** Who sent it, as far as is known which end is the client. */
  Direction direction();

  /** Offset of the first byte of payload; without payload of the next byte to be sent. */
  long offset();

  /** Payload on the wire, in bytes. */
  int length();

  /** Offset behind the last byte of payload. */
  default long end() {
    return offset() + length();
  }

  /**
   * Offset, in the stream of the other side, of the next byte that the sender waits for; {@link
   * #NONE} without ACK. An acknowledged FIN counts as a byte.
   */
  long acknowledged();

  /**
   * Receive window in bytes, scaled where the scale is known; see {@link #isWindowKnown}. Behind
   * {@link #acknowledged} so many bytes may be sent.
   */
  long window();

  /** Is the window's scale known? It is not where the capture lacks the handshake. */
  boolean isWindowKnown();

  /** SYN (RFC 9293, section 3.1). */
  boolean isSyn();

  /** ACK. */
  boolean isAck();

  /** PSH. */
  boolean isPush();

  /** FIN. */
  boolean isFin();

  /** RST. */
  boolean isReset();

  /**
   * Wireshark's terms: the flags of {@code TcpAnalysis}, one bit each; 0 where segments are not
   * analysed.
   */
  int analysisFlags();

  /** Had the sender sent these bytes before? False where segments are not analysed. */
  boolean isRetransmission();

  /** Is it a retransmission that the receiver did not need? */
  boolean isSpurious();

  /** Was it sent in order, and overtaken by others on the way? */
  boolean isOutOfOrder();

  /** Is it the same packet, captured once more? */
  boolean isCopy();

  /**
   * Of a retransmission: did the first copy pass the place of the capture, so that it was lost
   * behind it?
   */
  boolean isLostBehindCapture();

  /** Does it begin beyond the expected number, so that bytes before it are not there yet? */
  boolean isBehindHole();

  /** Does it acknowledge bytes that the capture does not hold? */
  boolean isAckOfUnseen();

  /** Does it only ask whether the other side is still there (RFC 9293, section 3.8.4)? */
  boolean isKeepAlive();

  /** Does it ask whether a window of 0 has opened? */
  boolean isWindowProbe();

  /** Does it only repeat the last acknowledgment? */
  boolean isDuplicateAck();

  /**
   * Does it report bytes that lie beyond {@link #acknowledged}, so that its sender lacks some
   * before them (RFC 2018)? False where segments are not analysed.
   */
  boolean hasSelectiveAck();

  /** Does it have the timestamps option (RFC 7323)? False where segments are not analysed. */
  boolean hasTimestamps();

  /** The sender's clock, modulo 2^32; meaningful with {@link #hasTimestamps} only. */
  int timestampValue();

  /** The other side's clock that it answers; meaningful with {@link #hasTimestamps} only. */
  int timestampEcho();

  /** Largest payload that its sender takes in a segment, as a SYN says; -1 where none is said. */
  int maximumSegmentSize();

  /** Time to live, or hop limit, 0 to 255. */
  int timeToLive();

  /** Identification of the IPv4 header, 0 to 65,535; 0 for IPv6. */
  int identification();
}
