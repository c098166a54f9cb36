package io.weft.flow.analysis;

import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.stream.PagePool;

/**
 * One direction's part of the state of {@link TcpAnalyzer}: its sender's numbers and what the last
 * packet said.
 */
final class AnalysisSide {
  /**
   * How many SACK blocks count: Wireshark reads the four that there can be, but remembers three.
   */
  private static final int MAX_SACK_BLOCKS = 3;

  /** The window of a side that has not spoken yet. */
  static final int UNKNOWN_WINDOW = -1;

  boolean hasBase;
  int base;

  /**
   * Number behind the highest one that was sent; 0 stands for none, as in Wireshark, even where the
   * number really is 0.
   */
  int next;

  long nextNanos;
  long nextPacket;

  /** Number behind the highest one up to which there is no hole; 0 stands for none. */
  int maxToAcknowledge;

  int lastAcknowledgment;
  long lastAcknowledgmentNanos;
  int window = UNKNOWN_WINDOW;

  /**
   * Shift of the window scale, 0 to 14, or {@link TcpAnalysis#SCALE_UNKNOWN} or {@link
   * TcpAnalysis#SCALE_UNUSED}.
   */
  int scale = TcpAnalysis.SCALE_UNKNOWN;

  boolean beforeFirstAck;
  int duplicateAcks;
  long lastOriginalAck;
  int lastFlags;
  boolean inFlightValid = true;
  boolean lastHadPush;
  long pushBytesSent;
  private final PagePool room;
  private Unacknowledged unacknowledged;
  private long sackBytes;

  /**
   * @param room shared, for lists of segments
   */
  AnalysisSide(PagePool room) {
    this.room = room;
  }

  void base(int sequence) {
    hasBase = true;
    base = sequence;
  }

  /** Begins the side's numbers anew with those of its SYN; what stood in an ACK before is void. */
  void beginAgain(int sequence) {
    base(sequence);
    next = 0;
    maxToAcknowledge = 0;
    lastAcknowledgment = 0;
  }

  Unacknowledged unacknowledged() {
    if (unacknowledged == null) {
      unacknowledged = new Unacknowledged(room);
    }
    return unacknowledged;
  }

  boolean hasUnacknowledged() {
    return unacknowledged != null && unacknowledged.count() > 0;
  }

  void trim() {
    if (unacknowledged != null) {
      unacknowledged.trim();
    }
  }

  void release() {
    if (unacknowledged != null) {
      unacknowledged.release();
    }
  }

  void forgetSack() {
    sackBytes = 0;
  }

  void sack(TcpOptions options) {
    sackBytes = 0;
    for (int i = 0; i < Math.min(options.sackCount(), MAX_SACK_BLOCKS); i++) {
      sackBytes += Integer.toUnsignedLong(options.sackRight(i) - options.sackLeft(i));
    }
  }

  long sackBytes() {
    return sackBytes;
  }

  /** How far the window is shifted in segments that are not SYNs. */
  int shift() {
    return scale < 0 ? 0 : scale;
  }

  /**
   * Bytes from the lowest to the highest sequence number that is not acknowledged, without what the
   * peer has selectively.
   */
  long inFlight(long selectivelyAcknowledged) {
    return (int) (unacknowledged.extent(base) - selectivelyAcknowledged);
  }
}
