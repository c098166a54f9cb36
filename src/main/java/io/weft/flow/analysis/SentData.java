package io.weft.flow.analysis;

import io.weft.flow.segment.PacketFingerprint;
import io.weft.flow.segment.Segment;
import io.weft.flow.segment.Sequence;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.protocol.transport.tcp.TcpVerdict;
import io.weft.stream.PagePool;

/**
 * Follows the sequence numbers that one end has sent. From what the capture has seen, it tells
 * segments that are sent for the first time from retransmissions and from segments that were
 * overtaken, and counts them.
 */
final class SentData {
  /**
   * Segments that lie further than this from the highest number do not belong to the connection.
   */
  private static final int MAX_JUMP = 1 << 30;

  /**
   * How late an overtaken segment may come, in nanoseconds, where the time of a round trip is not
   * known.
   */
  private static final long OVERTAKEN_NANOS = 3_000_000;

  /**
   * By how much the IP identification of an overtaken packet may be below that of the packet that
   * overtook it.
   */
  private static final int MAX_OVERTAKEN = 256;

  /**
   * By how much the IP identification of a retransmission may be above that of the packet that made
   * the hole known.
   */
  private static final int MAX_RESENT = 4096;

  private static final int MAX_BLOCKS = 4;

  private final PagePool room;
  private boolean hasHighest;

  /** The first number seen; numbers before it were sent before the capture began. */
  private int origin;

  private int highest;
  private Holes holes;
  private RetransmissionLog resent;
  private boolean hasAcknowledged;
  private int acknowledged;
  private final int[] blocks = new int[2 * MAX_BLOCKS];
  private int blockCount;

  long retransmissions;
  long retransmittedBytes;
  long outOfOrder;
  long lostOnSenderSide;
  long lostOnReceiverSide;
  long spuriousAcknowledged;
  long spuriousByDsack;
  long spuriousByTimestamps;

  /**
   * @param room shared, for holes and retransmissions
   */
  SentData(PagePool room) {
    this.room = room;
  }

  /** Gives the room back; no more segments may come. */
  void release() {
    if (holes != null) {
      holes.release();
    }
    if (resent != null) {
      resent.release();
    }
  }

  /** Takes a segment of this end that is no copy of another and no RST. */
  void onSegment(
      Segment segment, TcpOptions options, PacketFingerprint fingerprint, TcpAnalysis result) {
    int from = segment.sequence();
    int to = from + segment.sequenceLength();
    if (!hasHighest || isOtherSyn(segment)) {
      begin(from, to);
      return;
    }
    int ahead = Sequence.distance(highest, from);
    if (from == to || ahead > MAX_JUMP || ahead < -MAX_JUMP || isProbe(segment, to, result)) {
      return;
    }
    if (ahead >= 0) {
      if (ahead > 0) {
        passOver(from, segment.recordedNanos(), options, fingerprint);
      }
      highest = to;
    } else {
      onEarlier(segment, to, options, fingerprint, result);
    }
  }

  void onFirstSyn(Segment segment) {
    begin(segment.sequence(), segment.sequence() + segment.sequenceLength());
  }

  /** A SYN-ACK with another number: what came before it does not count. */
  private boolean isOtherSyn(Segment segment) {
    return segment.has(Tcp.SYN) && segment.sequence() != origin;
  }

  private void begin(int from, int to) {
    hasHighest = true;
    origin = from;
    highest = to;
    if (holes != null) {
      holes.release();
      holes = null;
    }
  }

  /**
   * Does the segment only ask the peer for a sign of life or for a window? Its byte is not meant to
   * be taken: it was acknowledged before, or the window has no room for it.
   */
  private boolean isProbe(Segment segment, int to, TcpAnalysis result) {
    if (result.has(TcpAnalysis.ZERO_WINDOW_PROBE)) {
      return true;
    }
    return result.has(TcpAnalysis.KEEP_ALIVE)
        && (segment.length() == 0 || (hasAcknowledged && !Sequence.isBefore(acknowledged, to)));
  }

  private void passOver(int from, long nanos, TcpOptions options, PacketFingerprint fingerprint) {
    if (holes == null) {
      holes = new Holes(room);
    }
    holes.add(highest, from, nanos, timestamp(options), fingerprint.identification());
  }

  private static long timestamp(TcpOptions options) {
    return options.hasTimestamps() ? options.timestampValue() & 0xFFFF_FFFFL : Holes.NO_TIMESTAMP;
  }

  private void onEarlier(
      Segment segment,
      int to,
      TcpOptions options,
      PacketFingerprint fingerprint,
      TcpAnalysis result) {
    int from = segment.sequence();
    int end = Sequence.isBefore(highest, to) ? highest : to;
    int unseen = holes == null ? 0 : holes.fill(from, end);
    if (Sequence.isBefore(highest, to)) {
      highest = to;
    }
    TcpVerdict verdict = result.verdict();
    if (unseen == end - from && isOvertaken(segment, options, fingerprint, result)) {
      outOfOrder++;
      verdict.add(TcpVerdict.OUT_OF_ORDER);
      return;
    }
    retransmissions++;
    int news = to - end;
    retransmittedBytes += Math.max(0, segment.length() - news);
    verdict.add(TcpVerdict.RETRANSMISSION);
    if (isWithReceiver(from, end)) {
      spuriousAcknowledged++;
      verdict.spurious(TcpVerdict.Proof.ACKNOWLEDGED);
    } else if (unseen > 0) {
      lostOnSenderSide++;
      verdict.lostOn(TcpVerdict.LossSide.SENDER);
    } else if (!Sequence.isBefore(from, origin)) {
      lostOnReceiverSide++;
      verdict.lostOn(TcpVerdict.LossSide.RECEIVER);
    }
    if (resent == null) {
      resent = new RetransmissionLog(room);
    }
    resent.add(from, end, segment, options, verdict, acknowledged);
  }

  /**
   * Was a segment that fills a hole sent before the one that made the hole known? Its timestamp
   * tells, or else its IP identification; or else nobody can have noticed its loss within the time
   * of a round trip.
   */
  private boolean isOvertaken(
      Segment segment, TcpOptions options, PacketFingerprint fingerprint, TcpAnalysis result) {
    long behind = holes.foundTimestamp();
    if (options.hasTimestamps() && behind != Holes.NO_TIMESTAMP) {
      int distance = Sequence.distance((int) behind, options.timestampValue());
      if (distance != 0) {
        return distance < 0;
      }
    }
    if (fingerprint.identification() != PacketFingerprint.NO_IDENTIFICATION
        && holes.foundIdentification() != PacketFingerprint.NO_IDENTIFICATION) {
      int distance = (short) (fingerprint.identification() - holes.foundIdentification());
      if (distance < 0 && distance >= -MAX_OVERTAKEN) {
        return true;
      }
      if (distance > 0 && distance <= MAX_RESENT) {
        return false;
      }
    }
    long limit =
        result.initialRttNanos() == TcpAnalysis.NONE ? OVERTAKEN_NANOS : result.initialRttNanos();
    return segment.recordedNanos() - holes.foundNanos() < limit;
  }

  private boolean isWithReceiver(int from, int end) {
    if (hasAcknowledged && !Sequence.isBefore(acknowledged, end)) {
      return true;
    }
    for (int i = 0; i < blockCount; i++) {
      if (!Sequence.isBefore(from, blocks[2 * i]) && !Sequence.isBefore(blocks[2 * i + 1], end)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The peer acknowledges.
   *
   * @return are the numbers that it acknowledges for the first time free of such as were sent more
   *     than once, so that the time they took is known (RFC 6298, section 3)?
   */
  boolean onAcknowledgment(Segment segment, TcpOptions options, TcpVerdict verdict) {
    int acknowledgment = segment.acknowledgment();
    int before = hasAcknowledged ? acknowledged : acknowledgment;
    boolean isDsack = isDsack(options, acknowledgment);
    boolean isClear = true;
    if (resent != null) {
      isClear = !resent.overlaps(before, acknowledgment);
      prove(acknowledgment, before, isDsack, options, verdict);
    }
    keepBlocks(options, isDsack);
    if (!hasAcknowledged || Sequence.isBefore(acknowledged, acknowledgment)) {
      hasAcknowledged = true;
      acknowledged = acknowledgment;
      if (holes != null) {
        holes.acknowledge(acknowledgment);
      }
    }
    return isClear;
  }

  private void prove(
      int acknowledgment, int before, boolean isDsack, TcpOptions options, TcpVerdict verdict) {
    if (isDsack && resent.proveByDsack(options.sackLeft(0), options.sackRight(0))) {
      spuriousByDsack++;
      onProof(TcpVerdict.Proof.DSACK, verdict);
    } else if (options.hasTimestamps()
        && Sequence.isBefore(before, acknowledgment)
        && resent.proveByTimestamp(before, acknowledgment, options.timestampEcho())) {
      spuriousByTimestamps++;
      onProof(TcpVerdict.Proof.TIMESTAMPS, verdict);
    }
  }

  private void onProof(TcpVerdict.Proof proof, TcpVerdict verdict) {
    verdict.provesSpurious(resent.provenPacket(), proof);
    if (resent.provenLostBeyond()) {
      lostOnReceiverSide--; // it was not lost at all
    }
  }

  /** Does the first block report what came twice (RFC 2883, section 4)? */
  static boolean isDsack(TcpOptions options, int acknowledgment) {
    if (options.sackCount() == 0) {
      return false;
    }
    boolean isInSecond =
        options.sackCount() > 1
            && !Sequence.isBefore(options.sackLeft(0), options.sackLeft(1))
            && !Sequence.isBefore(options.sackRight(1), options.sackRight(0));
    return isInSecond || !Sequence.isBefore(acknowledgment, options.sackRight(0));
  }

  private void keepBlocks(TcpOptions options, boolean isDsack) {
    blockCount = 0;
    for (int i = isDsack ? 1 : 0; i < options.sackCount(); i++) {
      blocks[2 * blockCount] = options.sackLeft(i);
      blocks[2 * blockCount + 1] = options.sackRight(i);
      blockCount++;
    }
  }

  /** Holes and retransmissions that were given up because there were too many. */
  long forgotten() {
    return (holes == null ? 0 : holes.forgotten()) + (resent == null ? 0 : resent.forgotten());
  }
}
