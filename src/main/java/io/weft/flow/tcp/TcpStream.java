package io.weft.flow.tcp;

import io.weft.flow.EndpointRecord;
import io.weft.flow.segment.Segment;
import io.weft.flow.segment.Sequence;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.stream.Fate;
import io.weft.stream.PagePool;
import io.weft.stream.Reassembler;

/**
 * Places the segments of one end of a TCP connection into its byte stream: finds out where the
 * stream begins, turns sequence numbers into offsets, and recognises segments that lie too far away
 * to belong to it.
 */
final class TcpStream extends StreamAccount {
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

  private final Reassembler stream;
  private final SenderSigns signs = new SenderSigns();

  private int origin;
  private boolean hasOrigin;
  private boolean originAcknowledged;

  /** Is open where the stream begins, because the capture joined it midway; else null. */
  private Joining joining;

  /**
   * The stream continues an earlier one after a time-out, and no segment has confirmed yet where it
   * continues.
   */
  private boolean isResuming;

  private long finOffset = -1;
  private boolean ended;

  /** Highest acknowledged offset for which {@link #isUnseen} has answered yes. */
  private long toldUnseen;

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
      StreamEvents events,
      PagePool pages,
      int maxWaiting,
      PastStream past,
      String digestAlgorithm) {
    super(ofFirst, events, past, digestAlgorithm);
    if (past == null) {
      stream = new Reassembler(pages, maxWaiting);
      return;
    }
    stream = new Reassembler(pages, maxWaiting, past.next(), past.missing());
    hasOrigin = true;
    origin = past.origin();
    isResuming = true;
  }

  /**
   * Puts the segment's payload where it belongs.
   *
   * @param sender how far the sequence numbers of the segment's sender have come
   * @param isPeerWindowClosed has the peer closed its receive window?
   */
  void receive(Segment segment, ZeekEndpoint sender, boolean isPeerWindowClosed) {
    boolean isQuestion = signs.isQuestion(segment, sender, isPeerWindowClosed, this);
    boolean isRepeatedSign = segment.length() == 0 && isRepeatedSign(segment);
    begin(segment, sender);
    if (segment.length() > 0) {
      if (joining == null) {
        place(segment, sender, isQuestion);
      } else {
        join(segment, sender, isQuestion);
      }
    } else if (isRepeatedSign && !segment.isCopy()) {
      countRepeated();
    }
    if (segment.has(Tcp.FIN)) {
      if (joining != null) {
        begin();
      }
      finish(segment);
    }
    endIfAllCame();
  }

  private void finish(Segment segment) {
    if (ended) {
      return;
    }
    long offset = offsetOf(segment.dataSequence() + segment.length());
    long ahead = offset - stream.next();
    if (ahead >= 0 && ahead <= MAX_AHEAD) { // what has come cannot lie behind the end
      finOffset = offset;
    }
  }

  /** Does the segment bring a SYN or a FIN that has come before? */
  private boolean isRepeatedSign(Segment segment) {
    if (segment.has(Tcp.RST)) {
      return false;
    }
    if (segment.has(Tcp.SYN)) {
      return hasOrigin && joining == null && !isResuming && segment.sequence() + 1 == origin;
    }
    return segment.has(Tcp.FIN) && finOffset >= 0 && offsetOf(segment.sequence()) == finOffset;
  }

  /** Is it still open where the stream begins, so that its bytes wait? */
  boolean isJoining() {
    return joining != null;
  }

  /** Finds where the stream begins, as far as the segment tells. */
  private void begin(Segment segment, ZeekEndpoint sender) {
    if (segment.has(Tcp.SYN)) {
      if (joining != null) {
        leaveJoining(segment.sequence() + 1);
      }
      beginWithSyn(segment.sequence() + 1);
    } else if (segment.has(Tcp.RST) && segment.length() == 0) {
      return; // its number may be any
    } else if (!hasOrigin) {
      hasOrigin = true;
      boolean isKeepAlive = isKeepAlive(segment, sender);
      origin = isKeepAlive ? segment.sequence() + 1 : segment.sequence();
      if (!isKeepAlive && !isExpected(segment, sender)) {
        joining = new Joining(origin);
        stream.leaveBeginOpen();
      }
    } else if (isResuming) {
      resumeAt(segment.sequence());
    }
  }

  /** Has the peer said that the segment's first byte is the next one it waits for? */
  private static boolean isExpected(Segment segment, ZeekEndpoint sender) {
    return sender.isAcknowledged() && sender.acknowledged() == segment.sequence();
  }

  /**
   * Takes a segment of a stream that the capture joined midway. Nothing is handed on yet, so the
   * segment may lie before those that came.
   */
  private void join(Segment segment, ZeekEndpoint sender, boolean isQuestion) {
    int sequence = segment.dataSequence();
    int ahead = Sequence.distance(joining.lowest(), sequence);
    if (ahead > MAX_FIRST_JUMP && stream.waiting() == 0) {
      origin = sequence;
      joining.restart(sequence);
    } else if (ahead > MAX_FIRST_JUMP) {
      begin();
      place(segment, sender, isQuestion);
      return;
    } else if (ahead < -MAX_FIRST_JUMP) {
      odd().beforeStart += segment.length();
      return;
    }
    if (isKeepAlive(segment, sender)) {
      odd().repeatedBytes += segment.length();
      return;
    }
    joining.take(sequence);
    offer(segment, Sequence.distance(origin, sequence), isQuestion);
    if (joining != null && joining.isOver(stream.waitingBytes())) {
      begin();
    }
  }

  /** Lets the stream begin with the lowest number seen. */
  private void begin() {
    long offset = Sequence.distance(origin, joining.lowest());
    onBegin(offset);
    stream.begin(offset, this);
  }

  @Override
  public void onBegin(long offset) {
    origin += (int) offset;
    joining = null;
  }

  /**
   * A SYN tells where the stream begins that seemed to have begun before the capture. What came is
   * of it where all of it lies behind the SYN.
   */
  private void leaveJoining(int first) {
    long offset = Sequence.distance(origin, first);
    boolean isEmpty = stream.waiting() == 0;
    if (!isEmpty && stream.firstWaiting() < offset) {
      odd().beforeStart += stream.waiting();
      stream.discard();
      isEmpty = true;
    }
    if (isEmpty) {
      joining = null;
      stream.begin(0, this);
    } else {
      onBegin(offset);
      stream.begin(offset, this);
    }
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
      odd().hasOtherOrigin = true;
      odd().otherOrigin = origin;
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

  private void place(Segment segment, ZeekEndpoint sender, boolean isQuestion) {
    long offset = offsetOf(segment.dataSequence());
    long ahead = offset - stream.next();
    if (isOriginOpen() && isOriginWrong(ahead, segment.length())) {
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
        odd().outsideWindow++;
        odd().outsideWindowBytes += segment.length();
        return;
      }
    }
    if (ahead > 0 && isKeepAlive(segment, sender)) {
      odd().repeatedBytes += segment.length(); // behind a hole it would pass for data
      return;
    }
    offer(segment, offset, isQuestion);
  }

  private void offer(Segment segment, long offset, boolean isQuestion) {
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
    if (fate == Fate.RETRANSMITTED && !segment.isCopy() && !isQuestion) {
      countRepeated();
    }
  }

  /**
   * Can the first data not lie this far ahead of, or behind, the first byte? One byte right before
   * it may be that of a keep-alive.
   */
  private static boolean isOriginWrong(long ahead, int length) {
    return ahead < -1 || (ahead == -1 && length > 1) || ahead > MAX_FIRST_JUMP;
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
    boolean follows = odd().hasStray && odd().strayEnd == segment.dataSequence();
    odd().hasStray = true;
    odd().strayEnd = segment.dataSequence() + segment.length();
    return !follows;
  }

  private long offsetOf(int sequence) {
    long next = stream.next();
    return next + Sequence.distance(origin + (int) next, sequence);
  }

  /** Lets a stream that was joined midway begin once the peer acknowledges its first byte. */
  void beginBefore(int acknowledgment) {
    if (joining != null && Sequence.isBefore(joining.lowest(), acknowledgment)) {
      begin();
    }
  }

  /**
   * Gives up the holes before an acknowledged number: the peer has all bytes there, so nobody will
   * send them again.
   */
  void giveUpBefore(int acknowledgment) {
    if (!hasOrigin || joining != null) {
      return;
    }
    if (acknowledgment == origin) {
      originAcknowledged = true;
    } else if (isOdd()
        && odd().hasOtherOrigin
        && acknowledgment == odd().otherOrigin
        && isOriginOpen()) {
      origin = odd().otherOrigin;
      originAcknowledged = true;
    }
    if (stream.firstWaiting() >= 0) {
      stream.acknowledged(offsetOf(acknowledgment), this);
      endIfAllCame();
    }
  }

  /** Begins the stream, if it has not begun, because no more segments will come. */
  void beginAtLast() {
    if (joining != null) {
      begin();
    }
  }

  /** Ends the stream, which has begun, because no more will come; hands out what waits. */
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
      events().onEnd(isOfFirst(), clean);
    }
  }

  @Override
  public void onRepeat(long offset, int length) {
    int before = beforeStart(offset, length);
    odd().beforeStart += before;
    odd().repeatedBytes += length - before;
    tellRepeat(offset + before, length - before);
  }

  @Override
  public void onLate(long offset, int length) {
    odd().late += length;
    tellRepeat(offset, length);
  }

  @Override
  public void onConflict(long offset, int length) {
    odd().conflicting += length;
    tellRepeat(offset, length);
  }

  /** How many bytes of the range lie before the stream's first one. */
  private int beforeStart(long offset, int length) {
    return joining != null ? 0 : (int) Math.min(length, Math.max(0, -offset));
  }

  private void tellRepeat(long offset, int length) {
    if (length > 0) {
      long start = joining == null ? 0 : Sequence.distance(origin, joining.lowest());
      events().onRepeat(isOfFirst(), offset - start, length);
    }
  }

  /**
   * Has the peer acknowledged bytes that the capture does not hold? The answer is yes only once for
   * each acknowledged offset.
   */
  boolean isUnseen(int acknowledgment) {
    if (!hasOrigin || isResuming || joining != null) {
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

  /** Did the end's last segment close its receive window? */
  boolean isWindowClosed() {
    return signs.isWindowClosed();
  }

  /** What the record tells of the stream. */
  EndpointRecord.Stream toRecord() {
    return toRecord(stream);
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
    return hasOrigin ? remains(origin, stream) : null;
  }
}
