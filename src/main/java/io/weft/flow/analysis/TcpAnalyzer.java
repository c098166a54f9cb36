package io.weft.flow.analysis;

import io.weft.flow.segment.Segment;
import io.weft.flow.segment.Sequence;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.stream.PagePool;

/**
 * Finds out for each segment of one connection what the TCP analysis of Wireshark 4.0 says of it.
 *
 * <p>The order of the steps is part of the definition, and so are some oddities: a sequence number,
 * a time and a round-trip time of 0 stand for none, and of two numbers exactly half the circle
 * apart each comes before the other.
 */
public final class TcpAnalyzer {
  private static final long FAST_RETRANSMISSION_NANOS = 20_000_000;
  private static final long OUT_OF_ORDER_NANOS = 3_000_000;
  private static final long MAX_IN_FLIGHT = 2_000_000_000;

  /** Duplicate ACKs "without number": an ACK of an unseen segment was reported once already. */
  private static final int REPORTED = -1;

  private static final int PLAIN = Tcp.SYN | Tcp.FIN | Tcp.RST;

  private final PagePool room;
  private AnalysisSide first;
  private AnalysisSide other;
  private long firstNanos = Long.MIN_VALUE;
  private long previousNanos;
  private boolean hasFastOpenData;

  /** The side that sent the first FIN; null before. */
  private AnalysisSide closer;

  /** Time of the last bare SYN, in nanoseconds since the epoch; 0 stands for none. */
  private long synNanos;

  /** 0 for none. */
  private long initialRttNanos;

  /**
   * Estimated memory of an analyzer with both its sides, in bytes, without the part of its lists
   * beyond the first few segments.
   */
  public static final int BYTES = 640;

  /**
   * An analyzer whose memory is accounted for until it is released; null where there is no room.
   */
  public static TcpAnalyzer in(PagePool room) {
    return room.reserve(BYTES) ? new TcpAnalyzer(room) : null;
  }

  /**
   * @param room shared, for lists of segments
   */
  public TcpAnalyzer(PagePool room) {
    this.room = room;
    first = new AnalysisSide(room);
    other = new AnalysisSide(room);
  }

  /**
   * Gives back the room that is not needed now, because it may be long until the next segment
   * comes.
   */
  public void trim() {
    first.trim();
    other.trim();
  }

  /** Gives the room back; no more segments may come. */
  public void release() {
    first.release();
    other.release();
    room.release(BYTES);
  }

  /**
   * Takes the next segment.
   *
   * @param options of the segment
   * @param isReused true where the segment begins a connection on ports used before
   * @param result already knows the number of its stream; everything else is filled in
   */
  public void onSegment(Segment segment, TcpOptions options, boolean isReused, TcpAnalysis result) {
    AnalysisSide own = segment.isFromFirst() ? first : other;
    AnalysisSide peer = segment.isFromFirst() ? other : first;
    if (segment.isBroken()) {
      quote(segment, result);
      return;
    }
    result.clear();
    if (isReused) {
      result.add(TcpAnalysis.REUSED_PORTS);
    }
    time(segment, result);
    number(segment, own, peer, result);
    window(segment, own, result);
    boolean isProbe = classify(segment, own, peer, result);
    remember(segment, own, isProbe, result);
    acknowledge(segment, peer, result);
    countInFlight(segment, own, peer, result);
    readOptions(segment, options, own, peer);
    measureInitialRtt(segment, result);
    fastOpen(segment, options, result);
    if (segment.has(Tcp.FIN)) {
      closer = closer == null ? own : closer;
      result.close(closer == own);
    }
  }

  private void time(Segment segment, TcpAnalysis result) {
    if (firstNanos == Long.MIN_VALUE) {
      firstNanos = segment.recordedNanos();
      previousNanos = segment.recordedNanos();
    }
    result.times(segment.recordedNanos() - firstNanos, segment.recordedNanos() - previousNanos);
    previousNanos = segment.recordedNanos();
  }

  /** Relative numbers, and the first numbers that they are relative to. */
  private static void number(
      Segment segment, AnalysisSide own, AnalysisSide peer, TcpAnalysis result) {
    boolean isSyn = segment.has(Tcp.SYN);
    if (isSyn && own.hasBase && !segment.has(Tcp.ACK) && own.base == segment.sequence()) {
      own.next = own.maxToAcknowledge; // a SYN again: it is to count as a retransmission
    } else if (isSyn && own.hasBase && !segment.has(Tcp.ACK)) {
      own.beginAgain(segment.sequence()); // behind a mere ACK, in a handshake that is split
    } else if (isSyn && own.hasBase && own.base != segment.sequence()) {
      own.base = segment.sequence();
      result.add(TcpAnalysis.REUSED_PORTS);
    }
    if (!own.hasBase) {
      own.base(isSyn ? segment.sequence() : segment.sequence() - 1);
    }
    if (segment.has(Tcp.ACK)) {
      if (!peer.hasBase) {
        peer.base(segment.acknowledgment() - 1);
      }
      peer.inFlightValid = true;
    }
    own.forgetSack();
    int sequence = segment.sequence() - own.base;
    result.numbers(
        sequence,
        sequence + segment.length() + (segment.has(Tcp.SYN | Tcp.FIN) ? 1 : 0),
        segment.has(Tcp.ACK) ? segment.acknowledgment() - peer.base : segment.acknowledgment());
  }

  private static void window(Segment segment, AnalysisSide own, TcpAnalysis result) {
    boolean isScaled = !segment.has(Tcp.SYN) && own.scale >= 0;
    result.window((long) segment.window() << (isScaled ? own.scale : 0));
    result.windowScaleFactor(scaleFactor(segment, own));
  }

  private static int scaleFactor(Segment segment, AnalysisSide own) {
    return segment.has(Tcp.SYN) ? 0 : own.scale < 0 ? own.scale : 1 << own.scale;
  }

  /**
   * Takes a header that is not analysed. Its times and its window scale are filled in, but the
   * scale is not applied to the window.
   */
  public void quote(Segment segment, TcpAnalysis result) {
    segment.quote(result);
    AnalysisSide own = segment.isFromFirst() ? first : other;
    if (own.scale != TcpAnalysis.SCALE_UNKNOWN) {
      result.windowScaleFactor(scaleFactor(segment, own));
    }
    time(segment, result);
  }

  /**
   * Notes the time, in nanoseconds since the epoch, of a header that was not analysed because only
   * the first SYN was known then.
   */
  public void passed(long nanos) {
    previousNanos = nanos;
  }

  // Which of the flags, in Wireshark's order.

  /** Returns whether the segment is a zero window probe. */
  private boolean classify(
      Segment segment, AnalysisSide own, AnalysisSide peer, TcpAnalysis result) {
    boolean isPlain = (segment.flags() & PLAIN) == 0;
    boolean isProbe = segment.length() == 1 && segment.sequence() == own.next && peer.window == 0;
    if (isProbe) {
      result.add(TcpAnalysis.ZERO_WINDOW_PROBE);
    } else {
      classifyForward(segment, own, peer, isPlain, result);
      classifyRepeat(segment, own, peer, isPlain, result);
    }
    if (segment.acknowledgment() != own.lastAcknowledgment) {
      own.lastOriginalAck = segment.packet();
      own.duplicateAcks = 0;
    }
    classifyAcknowledgment(segment, peer, result);
    if ((segment.length() > 0 || segment.has(Tcp.SYN | Tcp.FIN))
        && !result.has(TcpAnalysis.KEEP_ALIVE)) {
      classifyResent(segment, own, peer, result);
    }
    return isProbe;
  }

  private static void classifyForward(
      Segment segment, AnalysisSide own, AnalysisSide peer, boolean isPlain, TcpAnalysis result) {
    if (segment.window() == 0 && isPlain) {
      result.add(TcpAnalysis.ZERO_WINDOW);
    }
    if (own.next != 0 && isAfter(segment.sequence(), own.next) && !segment.has(Tcp.RST)) {
      result.add(TcpAnalysis.LOST_SEGMENT);
      own.inFlightValid = false;
    }
    if (segment.length() <= 1 && segment.sequence() == own.next - 1 && isPlain) {
      result.add(TcpAnalysis.KEEP_ALIVE);
    }
    if (segment.length() > 0
        && isPlain
        && peer.scale != TcpAnalysis.SCALE_UNKNOWN
        && segment.sequence() + segment.length()
            == peer.lastAcknowledgment
                + (peer.window << (peer.beforeFirstAck ? 0 : peer.shift()))) {
      result.add(TcpAnalysis.WINDOW_FULL);
    }
  }

  private static void classifyRepeat(
      Segment segment, AnalysisSide own, AnalysisSide peer, boolean isPlain, TcpAnalysis result) {
    boolean isRepeat =
        segment.length() == 0
            && segment.sequence() == own.next
            && segment.acknowledgment() == own.lastAcknowledgment
            && isPlain;
    if (!isRepeat) {
      return;
    }
    boolean isSameWindow = segment.window() == own.window;
    if (segment.window() != 0 && !isSameWindow) {
      result.add(TcpAnalysis.WINDOW_UPDATE);
    } else if (segment.window() == 0) {
      if (isSameWindow && (peer.lastFlags & TcpAnalysis.ZERO_WINDOW_PROBE) != 0) {
        result.add(TcpAnalysis.ZERO_WINDOW_PROBE_ACK);
      }
    } else if ((peer.lastFlags & TcpAnalysis.KEEP_ALIVE) != 0) {
      result.add(TcpAnalysis.KEEP_ALIVE_ACK);
    } else {
      own.duplicateAcks = own.duplicateAcks == REPORTED ? 1 : own.duplicateAcks + 1;
      result.duplicateAck(own.duplicateAcks, own.lastOriginalAck);
    }
  }

  private static void classifyAcknowledgment(
      Segment segment, AnalysisSide peer, TcpAnalysis result) {
    if (!segment.has(Tcp.ACK)
        || peer.maxToAcknowledge == 0
        || !isAfter(segment.acknowledgment(), peer.maxToAcknowledge)) {
      return;
    }
    result.note();
    if (Sequence.isBefore(peer.maxToAcknowledge, peer.next)) {
      peer.maxToAcknowledge = peer.next;
      result.add(TcpAnalysis.ACK_LOST_SEGMENT);
    } else {
      if (peer.duplicateAcks == 0) {
        result.add(TcpAnalysis.ACK_LOST_SEGMENT);
      }
      peer.duplicateAcks = REPORTED;
    }
  }

  private void classifyResent(
      Segment segment, AnalysisSide own, AnalysisSide peer, TcpAnalysis result) {
    int end = segment.sequence() + segment.length();
    boolean isBehind =
        own.next != 0
            && Sequence.isBefore(segment.sequence(), own.next)
            && !(segment.length() > 1 && segment.sequence() == own.next - 1);
    if (segment.length() > 0
        && peer.lastAcknowledgment != 0
        && !isAfter(end, peer.lastAcknowledgment)) {
      result.add(TcpAnalysis.SPURIOUS_RETRANSMISSION | TcpAnalysis.RETRANSMISSION);
    } else if (isBehind && isFast(segment, peer)) {
      result.add(TcpAnalysis.FAST_RETRANSMISSION | TcpAnalysis.RETRANSMISSION);
    } else if (isBehind && isOutOfOrder(segment, own)) {
      result.add(TcpAnalysis.OUT_OF_ORDER);
    } else if (isBehind) {
      result.add(TcpAnalysis.RETRANSMISSION);
      boolean isListed = own.hasUnacknowledged();
      long since = isListed ? own.unacknowledged().nanos(0) : own.nextNanos;
      result.timedOut(
          isListed ? own.unacknowledged().packet(0) : own.nextPacket,
          segment.recordedNanos() - since);
    }
  }

  private static boolean isFast(Segment segment, AnalysisSide peer) {
    boolean isAsked = peer.duplicateAcks == REPORTED || peer.duplicateAcks >= 2;
    return isAsked
        && peer.lastAcknowledgment == segment.sequence()
        && isWithin(
            FAST_RETRANSMISSION_NANOS, segment.recordedNanos() - peer.lastAcknowledgmentNanos);
  }

  private boolean isOutOfOrder(Segment segment, AnalysisSide own) {
    long limit = initialRttNanos == 0 ? OUT_OF_ORDER_NANOS : initialRttNanos;
    int end = segment.sequence() + segment.length() + (segment.has(Tcp.SYN | Tcp.FIN) ? 1 : 0);
    return isWithin(limit, segment.recordedNanos() - own.nextNanos) && own.next != end;
  }

  /** Times that jump back count as long ones. */
  private static boolean isWithin(long limit, long nanos) {
    return Long.compareUnsigned(nanos, limit) < 0;
  }

  private static boolean isAfter(int a, int b) {
    return b - a < 0;
  }

  // What is kept for the segments to come.

  private static void remember(
      Segment segment, AnalysisSide own, boolean isProbe, TcpAnalysis result) {
    int end = segment.sequence() + segment.length();
    boolean isControl = segment.has(Tcp.SYN | Tcp.FIN);
    if (isControl) {
      end++;
    }
    if (segment.length() > 0 || isControl) {
      boolean isListed =
          own.unacknowledged()
              .add(segment.sequence(), end, segment.packet(), segment.recordedNanos());
      if (!isListed) {
        result.leaveUnlisted();
      }
    }
    if (!isProbe && (own.next == 0 || isAfter(end, own.next))) {
      own.next = end;
      own.nextNanos = segment.recordedNanos();
      own.nextPacket = segment.packet();
    }
    if (!isProbe && (own.maxToAcknowledge == 0 || segment.sequence() == own.maxToAcknowledge)) {
      own.maxToAcknowledge = own.next;
    }
    own.window = segment.window();
    own.lastAcknowledgment = segment.acknowledgment();
    own.lastAcknowledgmentNanos = segment.recordedNanos();
    own.lastFlags = result.flags();
  }

  private static void acknowledge(Segment segment, AnalysisSide peer, TcpAnalysis result) {
    if (peer.hasUnacknowledged()) {
      Unacknowledged list = peer.unacknowledged();
      if (list.acknowledge(segment.acknowledgment())) {
        result.acknowledges(list.matchedPacket(), segment.recordedNanos() - list.matchedNanos());
      }
    }
  }

  private static void countInFlight(
      Segment segment, AnalysisSide own, AnalysisSide peer, TcpAnalysis result) {
    if (segment.length() == 0 || !own.hasUnacknowledged() || !own.inFlightValid) {
      return;
    }
    own.pushBytesSent = own.lastHadPush ? segment.length() : own.pushBytesSent + segment.length();
    own.lastHadPush = segment.has(Tcp.PSH);
    result.note();
    long inFlight = own.inFlight(peer.sackBytes());
    if (inFlight > 0 && inFlight < MAX_IN_FLIGHT) {
      result.inFlight(segment.has(Tcp.SYN | Tcp.FIN) ? inFlight - 1 : inFlight, own.pushBytesSent);
    }
  }

  private static void readOptions(
      Segment segment, TcpOptions options, AnalysisSide own, AnalysisSide peer) {
    boolean isSyn = segment.has(Tcp.SYN);
    if (isSyn && options.windowScale() >= 0) {
      own.scale = Math.min(options.windowScale(), 14);
    }
    if (options.sackCount() > 0) {
      own.sack(options);
    }
    if (isSyn) {
      if (own.scale == TcpAnalysis.SCALE_UNKNOWN) {
        own.scale = TcpAnalysis.SCALE_UNUSED;
        peer.scale = TcpAnalysis.SCALE_UNUSED;
      } else if (segment.has(Tcp.ACK) && peer.scale == TcpAnalysis.SCALE_UNUSED) {
        own.scale = TcpAnalysis.SCALE_UNUSED;
      }
      own.beforeFirstAck = true;
    } else if (segment.has(Tcp.ACK)) {
      own.beforeFirstAck = false;
    }
  }

  private void measureInitialRtt(Segment segment, TcpAnalysis result) {
    if (segment.isBareSyn()) {
      synNanos = segment.recordedNanos();
    } else if (initialRttNanos == 0
        && synNanos != 0
        && segment.has(Tcp.ACK)
        && !segment.has(Tcp.SYN)) {
      initialRttNanos = segment.recordedNanos() - synNanos;
    }
    result.initialRtt(initialRttNanos == 0 ? TcpAnalysis.NONE : initialRttNanos);
  }

  private void fastOpen(Segment segment, TcpOptions options, TcpAnalysis result) {
    if (segment.isBareSyn()) {
      if (options.hasCookie()) {
        result.add(TcpAnalysis.TFO_SYN);
        hasFastOpenData |= segment.length() > 0;
      }
    } else if (segment.isSynAck()) {
      if (Integer.compareUnsigned(result.relativeAcknowledgment(), 1) > 0) {
        result.add(TcpAnalysis.TFO_ACK);
      } else if (hasFastOpenData && result.relativeAcknowledgment() == 1) {
        result.add(TcpAnalysis.TFO_IGNORED);
      }
    }
  }
}
