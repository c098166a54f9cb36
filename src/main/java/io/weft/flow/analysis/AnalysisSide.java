package io.weft.flow.analysis;

import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.stream.PagePool;

/**
 * One direction's part of the state of {@link TcpAnalyzer}: its sender's numbers and what the last
 * packet said.
 */
final class AnalysisSide {
  /** Wireshark reads as many as there can be, four, but keeps no more in mind. */
  private static final int MAX_SACK_BLOCKS = 3;

  /** The window of a side that has not spoken yet. */
  static final int UNKNOWN_WINDOW = -1;

  boolean hasBase;
  int base;

  /** Highest sequence end seen; 0 for none, as in Wireshark, real zero included. */
  int next;

  long nextNanos;
  long nextPacket;

  /** Highest end that is there without a hole; 0 for none. */
  int maxToAcknowledge;

  int lastAcknowledgment;
  long lastAcknowledgmentNanos;
  int window = UNKNOWN_WINDOW;

  /** Shift of the window scale, or one of {@link TcpAnalysis}' two other values. */
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
