package io.weft.protocol.transport.tcp;

import io.weft.dissect.field.ChecksumHolder;
import io.weft.dissect.field.ChecksumStatus;
import java.util.List;

/**
 * What the flow stage finds out about a TCP segment. It is attached to the segment's layer, and
 * reused for later segments: it is valid as long as the packet is. Terms and definitions are those
 * of Wireshark's TCP analysis ({@code tcp.analysis.*}, version 4.0). What is not known is {@link
 * #NONE}, unless an accessor says otherwise.
 */
public final class TcpAnalysis implements ChecksumHolder {
  /**
   * The segment sends bytes once more. {@link #FAST_RETRANSMISSION} and {@link
   * #SPURIOUS_RETRANSMISSION} come with this flag.
   */
  public static final int RETRANSMISSION = 1;

  /** A retransmission soon after duplicate ACKs that asked for it. */
  public static final int FAST_RETRANSMISSION = 1 << 1;

  /** A retransmission of bytes that the receiver had acknowledged. */
  public static final int SPURIOUS_RETRANSMISSION = 1 << 2;

  /**
   * A segment below the expected number, so soon after the others that it was probably overtaken.
   */
  public static final int OUT_OF_ORDER = 1 << 3;

  /** A SYN that begins a new connection between the addresses and ports of an earlier one. */
  public static final int REUSED_PORTS = 1 << 4;

  /** The segment is beyond the expected number: the capture misses bytes before it. */
  public static final int LOST_SEGMENT = 1 << 5;

  /** The segment acknowledges bytes that the capture has not seen. */
  public static final int ACK_LOST_SEGMENT = 1 << 6;

  /** A segment that changes nothing but the window. */
  public static final int WINDOW_UPDATE = 1 << 7;

  /** The segment fills the window of its receiver. */
  public static final int WINDOW_FULL = 1 << 8;

  /** A segment of at most one byte, whose number is one below the expected one. */
  public static final int KEEP_ALIVE = 1 << 9;

  /** The answer to a {@link #KEEP_ALIVE}. */
  public static final int KEEP_ALIVE_ACK = 1 << 10;

  /** A segment that only repeats the last acknowledgment. */
  public static final int DUPLICATE_ACK = 1 << 11;

  /** The sender can take no more bytes. */
  public static final int ZERO_WINDOW = 1 << 12;

  /** One byte sent into a window of 0, to learn whether it has opened. */
  public static final int ZERO_WINDOW_PROBE = 1 << 13;

  /** The answer to a {@link #ZERO_WINDOW_PROBE}. */
  public static final int ZERO_WINDOW_PROBE_ACK = 1 << 14;

  /** A SYN with a cookie of TCP Fast Open (RFC 7413). */
  public static final int TFO_SYN = 1 << 15;

  /** A SYN-ACK that acknowledges more than the SYN. */
  public static final int TFO_ACK = 1 << 16;

  /** A SYN-ACK that does not acknowledge the data sent with the SYN. */
  public static final int TFO_IGNORED = 1 << 17;

  /** How many flags there are. */
  public static final int FLAGS = 18;

  /** The flags that Wireshark counts among its {@code tcp.analysis.flags}. */
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

  /** Stands for a number or a time that the segment does not have. */
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
  private boolean closes;
  private boolean closesFirst;
  private final TcpVerdict verdict = new TcpVerdict();
  private ChecksumStatus checksum;

  /** Wireshark's name of one of the flags, without {@code tcp.analysis.}. */
  public static String flagName(int flag) {
    return FLAG_NAMES.get(Integer.numberOfTrailingZeros(flag));
  }

  // The flow stage calls these methods to fill the object in.

  /** Forgets what was found out about the last segment. */
  public void clear() {
    isQuoted = false;
    isUnlisted = false;
    isNoted = false;
    closes = false;
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

  /** Adds one or several of the flags. */
  public void add(int some) {
    flags |= some;
  }

  /**
   * @param number of the stream, from 0
   */
  public void stream(long number) {
    stream = number;
  }

  /** Takes the segment's numbers, each relative to the first one of its side, modulo 2^32. */
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
   * Marks the segment as a duplicate ACK.
   *
   * @param number its place in the row of duplicates, from 1
   * @param packet number of the packet whose ACK is repeated
   */
  public void duplicateAck(int number, long packet) {
    flags |= DUPLICATE_ACK;
    duplicateAckNumber = number;
    duplicateAckPacket = packet;
  }

  /** Takes the time from the SYN to the first ACK in nanoseconds, or {@link #NONE}. */
  public void initialRtt(long nanos) {
    initialRttNanos = nanos;
  }

  /**
   * Says that the segment acknowledges an earlier one.
   *
   * @param packet number of the earlier segment's packet
   * @param nanos time between the two, in nanoseconds
   */
  public void acknowledges(long packet, long nanos) {
    acksPacket = packet;
    ackRttNanos = nanos;
  }

  /**
   * Says that the segment was sent again after a time-out.
   *
   * @param packet number of the packet that the time-out is measured from
   * @param nanos time since that packet, in nanoseconds
   */
  public void timedOut(long packet, long nanos) {
    rtoPacket = packet;
    rtoNanos = nanos;
  }

  /** Takes the bytes that are sent and not acknowledged, and the bytes sent since the last PSH. */
  public void inFlight(long bytes, long sincePush) {
    bytesInFlight = bytes;
    pushBytesSent = sincePush;
  }

  /**
   * Says that the list of segments that are not acknowledged was full, so that this one is not on
   * it.
   */
  public void leaveUnlisted() {
    isUnlisted = true;
  }

  /**
   * Says that Wireshark's analysis keeps a record of the segment, though the record may be empty.
   * It does so where it counts bytes in flight, and where more is acknowledged than was seen.
   */
  public void note() {
    isNoted = true;
  }

  /**
   * Says that the segment has a FIN.
   *
   * @param isFirst whether its sender was the first of both to send one
   */
  public void close(boolean isFirst) {
    closes = true;
    closesFirst = isFirst;
  }

  /** Takes the result of verifying the checksum; null where the user did not ask for it. */
  public void checksum(ChecksumStatus status) {
    checksum = status;
  }

  // These methods tell what was found out.

  /**
   * Is the header quoted in an error message, or longer than its segment? Such a header is not
   * analysed: its numbers are not relative, and not all of them are known.
   */
  public boolean isQuoted() {
    return isQuoted;
  }

  /** The flags that hold, one bit each. */
  public int flags() {
    return flags;
  }

  /** Does one of these flags hold? */
  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Number of the stream, from 0. */
  public long stream() {
    return stream;
  }

  /** Sequence number relative to the first one of the same side, modulo 2^32. */
  public int relativeSequence() {
    return relativeSequence;
  }

  /** Relative sequence number that the next segment is expected to have, modulo 2^32. */
  public int relativeNextSequence() {
    return relativeNextSequence;
  }

  /**
   * Acknowledgment number relative to the other side's first sequence number, modulo 2^32; without
   * ACK the number as sent.
   */
  public int relativeAcknowledgment() {
    return relativeAcknowledgment;
  }

  /**
   * The factor that the window as sent is multiplied by, or {@link #SCALE_UNKNOWN} or {@link
   * #SCALE_UNUSED}; 0 in a SYN, to which no scale applies, and in a header that is not analysed.
   */
  public int windowScaleFactor() {
    return windowScaleFactor;
  }

  /** The calculated window in bytes. */
  public long window() {
    return window;
  }

  /** Time since the first packet of the stream, in nanoseconds. */
  public long sinceFirstNanos() {
    return sinceFirstNanos;
  }

  /** Time since the previous packet of the stream, in nanoseconds. */
  public long sincePreviousNanos() {
    return sincePreviousNanos;
  }

  /** Place in the row of duplicate ACKs, from 1; 0 where the segment is none. */
  public int duplicateAckNumber() {
    return duplicateAckNumber;
  }

  /** Number of the packet whose ACK is repeated, or {@link #NONE}. */
  public long duplicateAckPacket() {
    return duplicateAckPacket;
  }

  /** Time from the SYN to the first ACK in nanoseconds; {@link #NONE} until it is known. */
  public long initialRttNanos() {
    return initialRttNanos;
  }

  /** Time from the acknowledged segment to this one in nanoseconds, or {@link #NONE}. */
  public long ackRttNanos() {
    return ackRttNanos;
  }

  /** Number of the packet that this one acknowledges, or {@link #NONE}. */
  public long acksPacket() {
    return acksPacket;
  }

  /**
   * Time from the segment that was not acknowledged to this retransmission in nanoseconds, or
   * {@link #NONE}.
   */
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

  /** Was the list of segments that are not acknowledged full, so that this one is not on it? */
  public boolean isUnlisted() {
    return isUnlisted;
  }

  /** Has the segment a FIN, and is its sender the one who closed first? */
  public boolean closesFirst() {
    return closes && closesFirst;
  }

  /** Has the segment a FIN, and had the other side closed before its sender did? */
  public boolean closesSecond() {
    return closes && !closesFirst;
  }

  /** What Weft says of the segment in its own terms; reused with this object. */
  public TcpVerdict verdict() {
    return verdict;
  }

  @Override
  public ChecksumStatus checksum() {
    return checksum;
  }

  /** Does Wireshark show an analysis of the segment beyond its numbers? */
  boolean isRemarkable() {
    return isFlagged() || acksPacket != NONE || isNoted;
  }

  /** Does any flag hold that Wireshark counts among its {@code tcp.analysis.flags}? */
  boolean isFlagged() {
    return (flags & FLAGGED) != 0;
  }
}
