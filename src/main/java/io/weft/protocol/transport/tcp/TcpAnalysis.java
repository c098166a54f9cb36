package io.weft.protocol.transport.tcp;

import io.weft.dissect.ChecksumHolder;
import io.weft.dissect.ChecksumStatus;
import java.util.List;

/**
 * What the flow stage finds out about a TCP segment, attached to its layer; reused for later
 * segments. Terms and definitions are those of Wireshark's TCP analysis ({@code tcp.analysis.*},
 * version 4.0); numbers of 0, and spans below 0, are not known.
 */
public final class TcpAnalysis implements ChecksumHolder {
  public static final int RETRANSMISSION = 1;
  public static final int FAST_RETRANSMISSION = 1 << 1;
  public static final int SPURIOUS_RETRANSMISSION = 1 << 2;
  public static final int OUT_OF_ORDER = 1 << 3;
  public static final int REUSED_PORTS = 1 << 4;
  public static final int LOST_SEGMENT = 1 << 5;
  public static final int ACK_LOST_SEGMENT = 1 << 6;
  public static final int WINDOW_UPDATE = 1 << 7;
  public static final int WINDOW_FULL = 1 << 8;
  public static final int KEEP_ALIVE = 1 << 9;
  public static final int KEEP_ALIVE_ACK = 1 << 10;
  public static final int DUPLICATE_ACK = 1 << 11;
  public static final int ZERO_WINDOW = 1 << 12;
  public static final int ZERO_WINDOW_PROBE = 1 << 13;
  public static final int ZERO_WINDOW_PROBE_ACK = 1 << 14;

  /** A SYN with a cookie (RFC 7413). */
  public static final int TFO_SYN = 1 << 15;

  /** A SYN-ACK that acknowledges more than the SYN. */
  public static final int TFO_ACK = 1 << 16;

  /** A SYN-ACK that does not acknowledge the data sent with the SYN. */
  public static final int TFO_IGNORED = 1 << 17;

  /** How many of them there are. */
  public static final int FLAGS = 18;

  /** Those that Wireshark counts among its {@code tcp.analysis.flags}. */
  private static final int FLAGGED = TFO_SYN - 1;

  private static final List<String> FLAG_NAMES =
      List.of(
          "retransmission",
          "fast_retransmission",
          "spurious_retransmission",
          "out_of_order",
          "reused_ports",
          "lost_segment",
          "ack_lost_segment",
          "window_update",
          "window_full",
          "keep_alive",
          "keep_alive_ack",
          "duplicate_ack",
          "zero_window",
          "zero_window_probe",
          "zero_window_probe_ack",
          "tfo_syn",
          "tfo_ack",
          "tfo_ignored");

  /** The scale of the window is not known: the handshake was not seen. */
  public static final int SCALE_UNKNOWN = -1;

  /** The window is not scaled: one side did not offer to. */
  public static final int SCALE_UNUSED = -2;

  /** Stands for a number that the segment does not have. */
  public static final long NONE = -1;

  private boolean isQuoted;
  private int flags;
  private long stream;
  private int relativeSequence;
  private int relativeNextSequence;
  private int relativeAcknowledgment;
  private int windowScaleFactor;
  private long window;
  private long sinceFirstNanos;
  private long sincePreviousNanos;
  private int duplicateAckNumber;
  private long duplicateAckPacket;
  private long initialRttNanos;
  private long ackRttNanos;
  private long acksPacket;
  private long rtoNanos;
  private long rtoPacket;
  private long bytesInFlight;
  private long pushBytesSent;
  private boolean isUnlisted;
  private boolean isNoted;
  private final TcpVerdict verdict = new TcpVerdict();
  private ChecksumStatus checksum;

  /** Wireshark's name of one of the flags, without {@code tcp.analysis.}. */
  public static String flagName(int flag) {
    return FLAG_NAMES.get(Integer.numberOfTrailingZeros(flag));
  }

  // The flow stage fills it in.

  /** Forgets what was found out about the last segment. */
  public void clear() {
    isQuoted = false;
    isUnlisted = false;
    isNoted = false;
    verdict.clear();
    flags = 0;
    duplicateAckNumber = 0;
    duplicateAckPacket = NONE;
    initialRttNanos = NONE;
    ackRttNanos = NONE;
    acksPacket = NONE;
    rtoNanos = NONE;
    rtoPacket = NONE;
    bytesInFlight = NONE;
    pushBytesSent = NONE;
  }

  /** Prepares for a header that is not analysed: see {@link #isQuoted}. */
  public void quote() {
    clear();
    isQuoted = true;
    windowScaleFactor = 0;
  }

  /** Adds one of the flags, or several. */
  public void add(int some) {
    flags |= some;
  }

  /**
   * @param number of the stream, from 0
   */
  public void stream(long number) {
    stream = number;
  }

  /** Takes the numbers relative to the first ones of their sides; modulo 2^32. */
  public void numbers(int sequence, int nextSequence, int acknowledgment) {
    relativeSequence = sequence;
    relativeNextSequence = nextSequence;
    relativeAcknowledgment = acknowledgment;
  }

  /**
   * @param calculated the window in bytes
   */
  public void window(long calculated) {
    window = calculated;
  }

  /** See {@link #windowScaleFactor()}. */
  public void windowScaleFactor(int factor) {
    windowScaleFactor = factor;
  }

  /** Takes the times since the stream's first packet and since the one before, in nanoseconds. */
  public void times(long sinceFirst, long sincePrevious) {
    sinceFirstNanos = sinceFirst;
    sincePreviousNanos = sincePrevious;
  }

  /**
   * The segment is a duplicate ACK.
   *
   * @param number which in a row, from 1
   * @param packet number of the packet whose ACK is repeated
   */
  public void duplicateAck(int number, long packet) {
    flags |= DUPLICATE_ACK;
    duplicateAckNumber = number;
    duplicateAckPacket = packet;
  }

  /** Takes the time from SYN to first ACK, or {@link #NONE}. */
  public void initialRtt(long nanos) {
    initialRttNanos = nanos;
  }

  /**
   * The segment acknowledges another one.
   *
   * @param packet number of that one's packet
   * @param nanos between the two
   */
  public void acknowledges(long packet, long nanos) {
    acksPacket = packet;
    ackRttNanos = nanos;
  }

  /**
   * The segment was sent again after a time-out.
   *
   * @param packet number of the packet that the time-out is measured from
   * @param nanos since that packet
   */
  public void timedOut(long packet, long nanos) {
    rtoPacket = packet;
    rtoNanos = nanos;
  }

  /** Takes the bytes that are sent and not acknowledged, and those sent since the last PSH. */
  public void inFlight(long bytes, long sincePush) {
    bytesInFlight = bytes;
    pushBytesSent = sincePush;
  }

  /** The list of segments that are not acknowledged was full: this one is not on it. */
  public void leaveUnlisted() {
    isUnlisted = true;
  }

  /**
   * Wireshark's analysis takes note of the segment, though the note may say nothing. It does where
   * bytes in flight are counted, and where more is acknowledged than was seen.
   */
  public void note() {
    isNoted = true;
  }

  /** Takes what verifying the checksum gave; null where that was not asked for. */
  public void checksum(ChecksumStatus status) {
    checksum = status;
  }

  // What was found out.

  /**
   * Does the header stand in an error message, or is it longer than its segment? Then numbers are
   * raw, and not all are known.
   */
  public boolean isQuoted() {
    return isQuoted;
  }

  /** Which of the constants above hold. */
  public int flags() {
    return flags;
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Number of the stream, from 0. */
  public long stream() {
    return stream;
  }

  /** Sequence number relative to the stream's first; modulo 2^32. */
  public int relativeSequence() {
    return relativeSequence;
  }

  /** Relative sequence number that the next segment is expected to have. */
  public int relativeNextSequence() {
    return relativeNextSequence;
  }

  /** Relative to the other side's first; the raw number without ACK. */
  public int relativeAcknowledgment() {
    return relativeAcknowledgment;
  }

  /**
   * What the raw window is multiplied by, or {@link #SCALE_UNKNOWN} or {@link #SCALE_UNUSED}; 0 in
   * a SYN, which has no scale, and where it is unknown to a header that is not analysed.
   */
  public int windowScaleFactor() {
    return windowScaleFactor;
  }

  /** The calculated window in bytes. */
  public long window() {
    return window;
  }

  public long sinceFirstNanos() {
    return sinceFirstNanos;
  }

  public long sincePreviousNanos() {
    return sincePreviousNanos;
  }

  /** Which duplicate ACK in a row, from 1; 0 for none. */
  public int duplicateAckNumber() {
    return duplicateAckNumber;
  }

  /** Number of the packet whose ACK is repeated, or {@link #NONE}. */
  public long duplicateAckPacket() {
    return duplicateAckPacket;
  }

  /** From SYN to first ACK, once known; else {@link #NONE}. */
  public long initialRttNanos() {
    return initialRttNanos;
  }

  /** From a segment to this ACK of it; else {@link #NONE}. */
  public long ackRttNanos() {
    return ackRttNanos;
  }

  /** Number of the packet that this one acknowledges, or {@link #NONE}. */
  public long acksPacket() {
    return acksPacket;
  }

  /** From the segment that was not acknowledged to its retransmission, or {@link #NONE}. */
  public long rtoNanos() {
    return rtoNanos;
  }

  /** Number of the packet that the time-out is measured from, or {@link #NONE}. */
  public long rtoPacket() {
    return rtoPacket;
  }

  /** Bytes sent and not acknowledged, this segment's included, or {@link #NONE}. */
  public long bytesInFlight() {
    return bytesInFlight;
  }

  /** Bytes sent since the last segment with PSH, or {@link #NONE}. */
  public long pushBytesSent() {
    return pushBytesSent;
  }

  /** Was there no room on the list of segments that are not acknowledged? */
  public boolean isUnlisted() {
    return isUnlisted;
  }

  /** What Weft says of the segment in its own terms; reused with this object. */
  public TcpVerdict verdict() {
    return verdict;
  }

  @Override
  public ChecksumStatus checksum() {
    return checksum;
  }

  /** Is there anything to say of the segment beyond its numbers? */
  boolean isRemarkable() {
    return isFlagged() || acksPacket != NONE || isNoted;
  }

  /** Is there any of Wireshark's {@code tcp.analysis.flags}? */
  boolean isFlagged() {
    return (flags & FLAGGED) != 0;
  }
}
