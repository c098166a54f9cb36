package io.weft.flow.tcp;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.flow.FlowListener;
import io.weft.flow.TcpSegment;
import io.weft.flow.segment.Segment;
import io.weft.flow.segment.Sequence;
import io.weft.flow.table.FlowLayer;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.protocol.transport.tcp.TcpVerdict;

/** Tells a listener of segments. It is itself the view that is told, one for a tracker. */
final class SegmentTeller implements TcpSegment {
  private final FlowListener listener;

  private Segment segment;
  private TcpOptions options;

  /** Null where segments are not analysed. */
  private TcpAnalysis result;

  private Direction direction;
  private long offset;
  private long acknowledged;
  private long window;
  private boolean isWindowKnown;
  private int timeToLive;

  SegmentTeller(FlowListener listener) {
    this.listener = listener;
  }

  /** Tells of a SYN before there is a connection: its first byte of payload has the offset 0. */
  void tellSyn(
      TrackedFlow flow,
      FlowLayer at,
      Segment syn,
      TcpOptions synOptions,
      TcpAnalysis analysis,
      Arrival arrival) {
    offset = 0;
    acknowledged = NONE;
    isWindowKnown = true;
    tell(flow, at, syn, synOptions, analysis, arrival);
  }

  /**
   * Tells of a segment.
   *
   * @param analysis null where segments are not analysed
   */
  void tell(
      TcpConnection connection,
      FlowLayer at,
      Segment told,
      TcpOptions toldOptions,
      TcpAnalysis analysis,
      Arrival arrival) {
    StreamOffsets own = connection.offsets(told.isFromFirst());
    StreamOffsets peer = connection.offsets(!told.isFromFirst());
    if (told.has(Tcp.SYN)) {
      own.syn(told.sequence() + 1);
    } else if (!told.has(Tcp.RST)) {
      own.join(told.sequence());
    }
    offset = own.of(told.dataSequence());
    acknowledged = NONE;
    if (told.has(Tcp.ACK)) {
      peer.join(told.acknowledgment());
      acknowledged = peer.of(told.acknowledgment());
    }
    if (!told.has(Tcp.RST)) {
      own.reach(offset + told.length());
    }
    int shift = told.has(Tcp.SYN) ? 0 : connection.windowShift(told.isFromFirst());
    isWindowKnown = shift >= 0;
    window = (long) told.window() << Math.max(0, shift);
    tell(connection.flow(), at, told, toldOptions, analysis, arrival);
  }

  private void tell(
      TrackedFlow flow,
      FlowLayer at,
      Segment told,
      TcpOptions toldOptions,
      TcpAnalysis analysis,
      Arrival arrival) {
    segment = told;
    options = toldOptions;
    result = analysis == null || analysis.isQuoted() ? null : analysis;
    if (result != null) {
      window = result.window();
      isWindowKnown = result.windowScaleFactor() != TcpAnalysis.SCALE_UNKNOWN;
    } else if (told.has(Tcp.SYN)) {
      window = told.window();
    }
    direction = flow.directionOf(told.isFromFirst());
    timeToLive = at.ip().hops();
    listener.onSegment(flow, this, arrival);
  }

  @Override
  public Direction direction() {
    return direction;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public int length() {
    return segment.length();
  }

  @Override
  public long acknowledged() {
    return acknowledged;
  }

  @Override
  public long window() {
    return window;
  }

  @Override
  public boolean isWindowKnown() {
    return isWindowKnown;
  }

  @Override
  public boolean isSyn() {
    return segment.has(Tcp.SYN);
  }

  @Override
  public boolean isAck() {
    return segment.has(Tcp.ACK);
  }

  @Override
  public boolean isPush() {
    return segment.has(Tcp.PSH);
  }

  @Override
  public boolean isFin() {
    return segment.has(Tcp.FIN);
  }

  @Override
  public boolean isReset() {
    return segment.has(Tcp.RST);
  }

  @Override
  public int analysisFlags() {
    return result == null ? 0 : result.flags();
  }

  private boolean isVerdict(int flag) {
    return result != null && result.verdict().has(flag);
  }

  @Override
  public boolean isRetransmission() {
    return isVerdict(TcpVerdict.RETRANSMISSION);
  }

  @Override
  public boolean isSpurious() {
    return isVerdict(TcpVerdict.SPURIOUS);
  }

  @Override
  public boolean isOutOfOrder() {
    return isVerdict(TcpVerdict.OUT_OF_ORDER);
  }

  @Override
  public boolean isCopy() {
    return segment.isCopy();
  }

  @Override
  public boolean isLostBehindCapture() {
    return result != null && result.verdict().lossSide() == TcpVerdict.LossSide.RECEIVER;
  }

  private boolean isFlagged(int flag) {
    return result != null && result.has(flag);
  }

  @Override
  public boolean isBehindHole() {
    return isFlagged(TcpAnalysis.LOST_SEGMENT);
  }

  @Override
  public boolean isAckOfUnseen() {
    return isFlagged(TcpAnalysis.ACK_LOST_SEGMENT);
  }

  @Override
  public boolean isKeepAlive() {
    return isFlagged(TcpAnalysis.KEEP_ALIVE);
  }

  @Override
  public boolean isWindowProbe() {
    return isFlagged(TcpAnalysis.ZERO_WINDOW_PROBE);
  }

  @Override
  public boolean isDuplicateAck() {
    return isFlagged(TcpAnalysis.DUPLICATE_ACK);
  }

  @Override
  public boolean hasSelectiveAck() {
    if (result == null) {
      return false;
    }
    for (int i = 0; i < options.sackCount(); i++) {
      if (Sequence.isBefore(segment.acknowledgment(), options.sackLeft(i))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean hasTimestamps() {
    return result != null && options.hasTimestamps();
  }

  @Override
  public int timestampValue() {
    return options.timestampValue();
  }

  @Override
  public int timestampEcho() {
    return options.timestampEcho();
  }

  @Override
  public int maximumSegmentSize() {
    return segment.has(Tcp.SYN) ? options.maximumSegmentSize() : -1;
  }

  @Override
  public int timeToLive() {
    return timeToLive;
  }

  @Override
  public int identification() {
    return segment.identification();
  }
}
