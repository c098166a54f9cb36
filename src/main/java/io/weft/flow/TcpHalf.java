package io.weft.flow;

import io.weft.bytes.Hex;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.stream.Fate;
import io.weft.stream.Reassembler;
import io.weft.stream.StreamSink;
import java.security.MessageDigest;

/** One end of a TCP connection: what it sent, and how far it is known to have come. */
final class TcpHalf implements StreamSink {
  /**
   * The largest window there can be (RFC 7323, section 2.3): what lies further ahead does not
   * belong here.
   */
  private static final int MAX_AHEAD = 1 << 30;

  /**
   * What is in flight behind an acknowledgment fits into this on all but the longest and fastest
   * paths; few numbers that come from elsewhere lie so near by chance.
   */
  private static final int MAX_BEHIND_ACKNOWLEDGED = 1 << 24;

  /**
   * What a sender may have sent before the first acknowledgment fits into one window of a SYN's 16
   * bits; with room for a capture that misses some, data further ahead shows that the SYN's number
   * was not the one in use.
   */
  private static final int MAX_FIRST_JUMP = 1 << 20;

  /** Zeek trusts no sequence number of a SYN or RST that jumps further than this. */
  private static final int MAX_CONTROL_JUMP = 1 << 20;

  private final TcpConnection connection;

  // The stream.
  final Reassembler stream;
  private int origin;
  private boolean hasOrigin;
  private boolean originAcknowledged;

  /** The number before the last, where SYNs told several: the peer's answer says which counts. */
  private int otherOrigin;

  private boolean hasOtherOrigin;

  /** The stream goes on behind a time-out, and nothing has shown yet that it goes on there. */
  private boolean isResuming;

  private int strayEnd;
  private boolean hasStray;
  private long finOffset = -1;
  boolean ended;
  long streamBytes;
  long retransmissions;
  long outsideWindow;

  /** Of the bytes missing in the stream: those of gaps in whose time the capture lost packets. */
  long captureLoss;

  /** Capture time of the newest bytes in order; 0 before the first. */
  private long inOrderNanos;

  MessageDigest digest;

  // What Zeek's rules need.
  EndpointState state = EndpointState.INACTIVE;
  EndpointState stateBeforeReset = EndpointState.INACTIVE;
  boolean hasBase;
  int base;
  private int highest;
  private int acknowledged;

  /** The peer has said that number; otherwise it follows from where the numbers seem to begin. */
  private boolean isAcknowledged;

  byte seen;
  int lastSyn;
  int lastFin;
  int lastRst;
  private int repeats;
  private int zeroWindows;
  private int corruptSegments;
  private int gaps;
  private long notedGapEnd;

  TcpHalf(TcpConnection connection, Reassembler stream) {
    this.connection = connection;
    this.stream = stream;
  }

  /** Takes up a stream that this one goes on with; {@link #stream} begins where it ended. */
  void resume(PastStream past) {
    hasOrigin = true;
    origin = past.origin();
    isResuming = true;
    streamBytes = past.next() - past.missing();
    captureLoss = past.captureLoss();
    inOrderNanos = past.inOrderNanos();
    digest = past.digest();
  }

  /** What the stream can be taken up with when this record has left; null where that is nothing. */
  PastStream remains() {
    return hasOrigin
        ? new PastStream(origin, stream.next(), stream.missing(), captureLoss, inOrderNanos, digest)
        : null;
  }

  void enterReset() {
    stateBeforeReset = state;
    state = EndpointState.RESET;
  }

  // Sequence numbers, after Zeek's bookkeeping.

  /** Makes sure of a base before the segment is looked at. */
  void prepare(Segment segment) {
    if (!hasBase) {
      base(segment.has(Tcp.SYN) ? segment.sequence : segment.sequence - 1);
      highest = segment.sequence;
    } else if (segment.has(Tcp.SYN) && segment.sequence != base && state != EndpointState.RESET) {
      base(segment.sequence);
      highest = segment.sequence;
    }
  }

  /** The peer has acknowledged up to here. */
  void onAcknowledged(int acknowledgment) {
    if (!hasBase) {
      base(acknowledgment - 1);
      highest = acknowledgment;
    }
    if (Sequence.isBefore(acknowledged, acknowledgment)) {
      acknowledged = acknowledgment;
      isAcknowledged = true;
    }
  }

  private void base(int sequence) {
    hasBase = true;
    base = sequence;
    acknowledged = sequence;
    isAcknowledged = false;
  }

  /** Moves the highest sequence number seen; a payload that does not move it is a repeat. */
  void advance(Segment segment, History history) {
    int end = segment.sequence + segment.sequenceLength();
    int delta = Sequence.distance(highest, end);
    if ((segment.has(Tcp.SYN) || segment.has(Tcp.RST))
        && (delta > MAX_CONTROL_JUMP || delta < -MAX_CONTROL_JUMP)) {
      return;
    }
    if (segment.has(Tcp.FIN) && highest == base + 1) {
      highest = end;
    } else if (state != EndpointState.RESET) {
      if (delta > 0) {
        highest = end;
      } else if (segment.length > 0) {
        history.scaled(++repeats, 't', segment.fromClient);
      }
    }
  }

  void onCorrupt(History history, boolean fromClient) {
    history.scaled(++corruptSegments, 'c', fromClient);
  }

  void onZeroWindow(History history, boolean fromClient) {
    history.scaled(++zeroWindows, 'w', fromClient);
  }

  /** Payload that the end must have sent, by sequence numbers alone; modulo 2^32. */
  int sequenceBytes() {
    int end = Sequence.isBefore(highest, acknowledged) ? acknowledged : highest;
    int size = end - base;
    if (size != 0) {
      size--;
    }
    return size > 0 && (seen & History.FIN) != 0 ? size - 1 : size;
  }

  // The stream.

  /** Puts the segment's payload where it belongs. */
  void receive(Segment segment) {
    if (segment.has(Tcp.SYN)) {
      beginWithSyn(segment.sequence + 1);
    } else if (!hasOrigin) {
      if (segment.has(Tcp.RST) && segment.length == 0) {
        return;
      }
      hasOrigin = true;
      origin = isKeepAlive(segment) ? segment.sequence + 1 : segment.sequence;
    } else if (isResuming && !(segment.has(Tcp.RST) && segment.length == 0)) {
      resumeAt(segment.sequence);
    }
    if (segment.length > 0) {
      place(segment);
    }
    if (segment.has(Tcp.FIN) && !ended) {
      long offset = offsetOf(segment.dataSequence() + segment.length);
      long ahead = offset - stream.next();
      if (ahead >= 0 && ahead <= MAX_AHEAD) { // what has come cannot lie behind the end
        finOffset = offset;
      }
    }
    endIfAllCame();
  }

  /**
   * The first segment behind a time-out goes on with the stream as it would have without, unless
   * its number lies so far back that the capture must have missed a connection in between.
   */
  private void resumeAt(int sequence) {
    isResuming = false;
    long ahead = offsetOf(sequence) - stream.next();
    if (ahead < -MAX_FIRST_JUMP) {
      origin += (int) ahead;
    }
  }

  private void beginWithSyn(int first) {
    if (isResuming && first != origin) { // a connection whose other SYN the capture missed
      origin = first - (int) stream.next();
    } else if (!hasOrigin) {
      hasOrigin = true;
      origin = first;
    } else if (isOriginOpen() && origin != first) {
      hasOtherOrigin = true;
      otherOrigin = origin;
      origin = first;
    }
    isResuming = false;
  }

  /** Does nothing yet prove that the stream begins where it seems to? */
  private boolean isOriginOpen() {
    return stream.isUntouched() && !originAcknowledged;
  }

  /** The byte before the next, sent to provoke an answer and long acknowledged. */
  private boolean isKeepAlive(Segment segment) {
    return segment.length == 1 && segment.sequence + 1 == acknowledged;
  }

  private void place(Segment segment) {
    long offset = offsetOf(segment.dataSequence());
    long ahead = offset - stream.next();
    if (isOriginOpen() && isOriginWrong(ahead)) {
      origin = segment.dataSequence();
      offset = 0;
      ahead = 0;
    }
    if (ahead < -MAX_AHEAD) { // nearer behind, but nothing that old is sent again
      offset += 1L << 32;
      ahead += 1L << 32;
    }
    if (ahead > MAX_AHEAD) {
      if (isAwaited(segment)) { // at once: another such hole would go once around the circle
        stream.skip(offset - Sequence.distance(acknowledged, segment.dataSequence()), this);
      } else if (isStray(segment)) {
        outsideWindow++;
        return;
      }
    }
    if (ahead > 0 && isKeepAlive(segment)) {
      countRetransmission(); // behind a hole it would pass for data
      return;
    }
    Fate fate =
        stream.offer(
            offset,
            segment.bytes,
            segment.from,
            segment.to,
            segment.length,
            segment.packet,
            segment.nanos,
            this);
    if (fate == Fate.RETRANSMITTED && !segment.copy) {
      countRetransmission();
    }
  }

  private void countRetransmission() {
    retransmissions++;
    connection.onRetransmission();
  }

  /** Can the first data not lie this far ahead of, or behind, the first byte? */
  private boolean isOriginWrong(long ahead) {
    return ahead < -1 || ahead > MAX_FIRST_JUMP;
  }

  /** Does the segment follow closely what the receiver has acknowledged? */
  private boolean isAwaited(Segment segment) {
    int beyond = Sequence.distance(acknowledged, segment.dataSequence());
    return isAcknowledged && beyond >= 0 && beyond <= MAX_BEHIND_ACKNOWLEDGED;
  }

  /**
   * A segment too far ahead belongs here only if the receiver waits for it, or if the next one
   * follows it: then the capture has a hole of that size.
   */
  private boolean isStray(Segment segment) {
    boolean follows = hasStray && strayEnd == segment.dataSequence();
    hasStray = true;
    strayEnd = segment.dataSequence() + segment.length;
    return !follows;
  }

  private long offsetOf(int sequence) {
    long next = stream.next();
    return next + Sequence.distance(origin + (int) next, sequence);
  }

  /** The peer has had all bytes before this one: holes there will not be filled any more. */
  void giveUpBefore(int acknowledgment) {
    if (!hasOrigin) {
      return;
    }
    if (acknowledgment == origin) {
      originAcknowledged = true;
    } else if (hasOtherOrigin && acknowledgment == otherOrigin && isOriginOpen()) {
      origin = otherOrigin;
      originAcknowledged = true;
    }
    if (stream.firstWaiting() >= 0) {
      stream.acknowledged(offsetOf(acknowledgment), this);
      endIfAllCame();
    }
  }

  /** No more will come: hands out what waits. */
  void finish() {
    stream.finish(this);
    end(finOffset >= 0 && stream.next() >= finOffset);
  }

  private void endIfAllCame() {
    if (finOffset >= 0 && stream.next() >= finOffset) {
      end(true);
    }
  }

  private void end(boolean clean) {
    if (!ended) {
      ended = true;
      connection.onEnd(this, clean);
    }
  }

  @Override
  public void onBytes(byte[] bytes, int from, int to, long packet, long nanos) {
    streamBytes += to - from;
    inOrderNanos = nanos;
    connection.onBytes(this, bytes, from, to, packet, nanos);
  }

  @Override
  public void onGap(long missing) {
    if (connection.isCaptureLoss(inOrderNanos)) {
      captureLoss += missing;
    }
    connection.onGap(this, missing);
  }

  /** The capture was asked to cut them off: it has not lost them. */
  @Override
  public void onCut(long missing, long nanos) {
    inOrderNanos = nanos;
    connection.onGap(this, missing);
  }

  @Override
  public void onRepeat(long offset, int length) {
    long before = Math.min(length, Math.max(0, -offset)); // the beginning of the stream
    if (before < length) {
      connection.onRepeat(this, offset + before, (int) (length - before));
    }
  }

  /** Of the stream so far, lower-case hexadecimal; null where none is kept. */
  String digestText() {
    if (digest == null) {
      return null;
    }
    try {
      return Hex.of(((MessageDigest) digest.clone()).digest()); // the stream may go on
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every digest of the platform can be cloned", e);
    }
  }

  /**
   * The peer has acknowledged what the capture does not hold: a content gap in Zeek's history,
   * noted once however often it is acknowledged.
   */
  void noteGap(int acknowledgment, History history, boolean isClient) {
    if (!hasOrigin || isResuming) {
      return;
    }
    long there = finOffset >= 0 && stream.next() >= finOffset ? finOffset + 1 : stream.next();
    long offset = offsetOf(acknowledgment);
    if (offset > there && offset > notedGapEnd && offset - there < MAX_AHEAD) {
      notedGapEnd = offset;
      history.scaled(++gaps, 'g', isClient);
    }
  }
}
