package io.weft.flow.tcp;

import io.weft.flow.EndpointRecord;
import io.weft.flow.segment.Segment;
import io.weft.flow.segment.Sequence;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.stream.Fate;
import io.weft.stream.PagePool;
import io.weft.stream.Reassembler;
import io.weft.stream.StreamSink;

/**
 * Places the segments of one end of a TCP connection into its byte stream: finds out where the
 * stream begins, turns sequence numbers into offsets, and recognises segments that lie too far away
 * to belong to it.
 */
final class TcpStream implements StreamSink {
  /**
   * The largest window that there can be, in bytes (RFC 7323, section 2.3). A segment further ahead
   * does not belong to the stream.
   */
  private static final int MAX_AHEAD = 1 << 30;

  /**
   * How far behind an acknowledged number a segment may begin, in bytes. What is in flight fits
   * into this on all but the longest and fastest paths, and a number of another connection rarely
   * lies so near by chance.
   */
  private static final int MAX_BEHIND_ACKNOWLEDGED = 1 << 24;

  /**
   * How far ahead of the SYN the first data may lie, in bytes. What a sender may send before the
   * first acknowledgment fits into the 16-bit window of a SYN; the rest is room for packets that
   * the capture misses. Data further ahead shows that the number of that SYN was not the one in
   * use.
   */
  private static final int MAX_FIRST_JUMP = 1 << 20;

  private final boolean ofFirst;
  private final Events events;
  private final Reassembler stream;

  /** The algorithm of the digest; null where no digest is asked for. */
  private final String digestAlgorithm;

  /** The digest of the stream; null before the first bytes. */
  private StreamDigest digest;

  private int origin;
  private boolean hasOrigin;
  private boolean originAcknowledged;

  /**
   * The origin that the SYN before the last one told, where SYNs had different numbers. The peer's
   * acknowledgment shows which one counts.
   */
  private int otherOrigin;

  private boolean hasOtherOrigin;

  /**
   * The stream continues an earlier one after a time-out, and no segment has confirmed yet where it
   * continues.
   */
  private boolean isResuming;

  private int strayEnd;
  private boolean hasStray;
  private long finOffset = -1;
  private boolean ended;

  /** Offset behind what was handed on, gaps included. */
  private long handedOn;

  private long streamBytes;
  private long retransmissions;
  private long outsideWindow;

  /** How many of the missing bytes lie in gaps during whose time the capture lost packets. */
  private long captureLoss;

  /** Capture time of the newest bytes in order; 0 before the first. */
  private long inOrderNanos;

  /** Highest acknowledged offset for which {@link #isUnseen} has answered yes. */
  private long toldUnseen;

  /** Hears what becomes of the stream's bytes. */
  interface Events {
    /**
     * The next bytes in order.
     *
     * @param offset of the first of them
     * @param packet number of the packet that carried them
     * @param nanos when that was captured, in nanoseconds since the epoch
     */
    void onBytes(
        TcpStream stream, long offset, byte[] bytes, int from, int to, long packet, long nanos);

    /** The next bytes, from the offset on, are not in the capture. */
    void onGap(TcpStream stream, long offset, long missing);

    /** Bytes of the segment in hand had come before, or come too late. */
    void onRepeat(TcpStream stream, long offset, int length);

    /** The stream keeps a {@link StreamDigest} from now on. */
    void onDigestBegun();

    /** A segment held nothing new. */
    void onRetransmission();

    /**
     * The stream is over.
     *
     * @param clean true where all bytes up to a FIN came
     */
    void onEnd(TcpStream stream, boolean clean);

    /**
     * May the capture, and not the network, have lost what is missing behind bytes of this time?
     *
     * @param inOrderNanos 0 where nothing came before the gap
     */
    boolean isCaptureLoss(long inOrderNanos);
  }

  /**
   * A stream of which nothing has been seen, or one that goes on where the record of the same
   * connection has left.
   *
   * @param ofFirst does the flow's first end send it?
   * @param past null where there is none
   * @param digestAlgorithm null where no digest is asked for
   */
  TcpStream(
      boolean ofFirst,
      Events events,
      PagePool pages,
      int maxWaiting,
      PastStream past,
      String digestAlgorithm) {
    this.ofFirst = ofFirst;
    this.events = events;
    this.digestAlgorithm = digestAlgorithm;
    if (past == null) {
      stream = new Reassembler(pages, maxWaiting);
      return;
    }
    stream = new Reassembler(pages, maxWaiting, past.next(), past.missing());
    digest = past.digest();
    handedOn = past.next();
    hasOrigin = true;
    origin = past.origin();
    isResuming = true;
    streamBytes = past.next() - past.missing();
    captureLoss = past.captureLoss();
    inOrderNanos = past.inOrderNanos();
  }

  /** Does the flow's first end send it? */
  boolean isOfFirst() {
    return ofFirst;
  }

  /**
   * Puts the segment's payload where it belongs.
   *
   * @param sender how far the sequence numbers of the segment's sender have come
   */
  void receive(Segment segment, ZeekEndpoint sender) {
    if (segment.has(Tcp.SYN)) {
      beginWithSyn(segment.sequence() + 1);
    } else if (!hasOrigin) {
      if (segment.has(Tcp.RST) && segment.length() == 0) {
        return;
      }
      hasOrigin = true;
      origin = isKeepAlive(segment, sender) ? segment.sequence() + 1 : segment.sequence();
    } else if (isResuming && !(segment.has(Tcp.RST) && segment.length() == 0)) {
      resumeAt(segment.sequence());
    }
    if (segment.length() > 0) {
      place(segment, sender);
    }
    if (segment.has(Tcp.FIN) && !ended) {
      long offset = offsetOf(segment.dataSequence() + segment.length());
      long ahead = offset - stream.next();
      if (ahead >= 0 && ahead <= MAX_AHEAD) { // what has come cannot lie behind the end
        finOffset = offset;
      }
    }
    endIfAllCame();
  }

  /**
   * Places the first segment after a time-out. It continues the stream as if there had been no
   * time-out, unless its number lies so far back that the capture must have missed the beginning of
   * another connection.
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

  /**
   * Is this a keep-alive: one byte that the peer has acknowledged already, sent only to provoke an
   * answer (RFC 9293, section 3.8.4)?
   */
  private static boolean isKeepAlive(Segment segment, ZeekEndpoint sender) {
    return segment.length() == 1 && segment.sequence() + 1 == sender.acknowledged();
  }

  private void place(Segment segment, ZeekEndpoint sender) {
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
      if (isAwaited(
          segment, sender)) { // at once: another such hole would go once around the circle
        stream.skip(
            offset - Sequence.distance(sender.acknowledged(), segment.dataSequence()), this);
      } else if (isStray(segment)) {
        outsideWindow++;
        return;
      }
    }
    if (ahead > 0 && isKeepAlive(segment, sender)) {
      countRetransmission(); // behind a hole it would pass for data
      return;
    }
    Fate fate =
        stream.offer(
            offset,
            segment.bytes(),
            segment.from(),
            segment.to(),
            segment.length(),
            segment.packet(),
            segment.nanos(),
            this);
    if (fate == Fate.RETRANSMITTED && !segment.isCopy()) {
      countRetransmission();
    }
  }

  private void countRetransmission() {
    retransmissions++;
    events.onRetransmission();
  }

  /** Can the first data not lie this far ahead of, or behind, the first byte? */
  private boolean isOriginWrong(long ahead) {
    return ahead < -1 || ahead > MAX_FIRST_JUMP;
  }

  /** Does the segment follow closely what the receiver has acknowledged? */
  private static boolean isAwaited(Segment segment, ZeekEndpoint sender) {
    int beyond = Sequence.distance(sender.acknowledged(), segment.dataSequence());
    return sender.isAcknowledged() && beyond >= 0 && beyond <= MAX_BEHIND_ACKNOWLEDGED;
  }

  /**
   * A segment too far ahead belongs here only if the receiver waits for it, or if the next one
   * follows it: then the capture has a hole of that size.
   */
  private boolean isStray(Segment segment) {
    boolean follows = hasStray && strayEnd == segment.dataSequence();
    hasStray = true;
    strayEnd = segment.dataSequence() + segment.length();
    return !follows;
  }

  private long offsetOf(int sequence) {
    long next = stream.next();
    return next + Sequence.distance(origin + (int) next, sequence);
  }

  /**
   * Gives up the holes before an acknowledged number: the peer has all bytes there, so nobody will
   * send them again.
   */
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

  /** Ends the stream because no more segments will come, and hands out what waits. */
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
      events.onEnd(this, clean);
    }
  }

  @Override
  public void onBytes(byte[] bytes, int from, int to, long packet, long nanos) {
    streamBytes += to - from;
    inOrderNanos = nanos;
    long offset = handedOn;
    handedOn += to - from;
    if (digestAlgorithm != null) {
      digest(bytes, from, to);
    }
    events.onBytes(this, offset, bytes, from, to, packet, nanos);
  }

  private void digest(byte[] bytes, int from, int to) {
    if (digest == null) {
      digest = new StreamDigest(digestAlgorithm);
      events.onDigestBegun();
    }
    digest.update(bytes, from, to);
  }

  @Override
  public void onGap(long missing) {
    if (events.isCaptureLoss(inOrderNanos)) {
      captureLoss += missing;
    }
    pass(missing);
  }

  /** Takes bytes that the capture was asked to cut off. They do not count as lost by it. */
  @Override
  public void onCut(long missing, long nanos) {
    inOrderNanos = nanos;
    pass(missing);
  }

  private void pass(long missing) {
    long offset = handedOn;
    handedOn += missing;
    events.onGap(this, offset, missing);
  }

  @Override
  public void onRepeat(long offset, int length) {
    long before = Math.min(length, Math.max(0, -offset)); // the beginning of the stream
    if (before < length) {
      events.onRepeat(this, offset + before, (int) (length - before));
    }
  }

  /**
   * Has the peer acknowledged bytes that the capture does not hold? The answer is yes only once for
   * each acknowledged offset.
   */
  boolean isUnseen(int acknowledgment) {
    if (!hasOrigin || isResuming) {
      return false;
    }
    long there = finOffset >= 0 && stream.next() >= finOffset ? finOffset + 1 : stream.next();
    long offset = offsetOf(acknowledgment);
    if (offset > there && offset > toldUnseen && offset - there < MAX_AHEAD) {
      toldUnseen = offset;
      return true;
    }
    return false;
  }

  // What it amounts to.

  /** Offset of the next byte in order; the bytes of gaps count. */
  long next() {
    return stream.next();
  }

  /** What the record tells of the stream. */
  EndpointRecord.Stream toRecord() {
    return new EndpointRecord.Stream(
        streamBytes,
        retransmissions,
        new EndpointRecord.Missing(stream.missing(), captureLoss, stream.abandoned()),
        new EndpointRecord.Odd(stream.conflicts(), outsideWindow),
        digest == null ? null : digest.text());
  }

  /** Bytes of holes that were given up because too much waited behind them. */
  long abandoned() {
    return stream.abandoned();
  }

  /**
   * What is needed to continue the stream after the record of the connection has left; null where
   * nothing of the stream was seen.
   */
  PastStream remains() {
    return hasOrigin
        ? new PastStream(origin, stream.next(), stream.missing(), captureLoss, inOrderNanos, digest)
        : null;
  }
}
