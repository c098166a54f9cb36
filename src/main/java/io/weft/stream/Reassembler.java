package io.weft.stream;

/**
 * Puts the pieces of one byte stream in order. Offsets count the stream's bytes from 0.
 *
 * <p>A piece that comes in order goes straight to the sink; only what must wait is copied. What
 * waits is a list of {@link Piece}s sorted by offset that never overlap: where two copies of a byte
 * meet, the first to come stays. A hole is given up, and announced as a gap, when the receiver is
 * known to have had its bytes, when too much waits behind it, or at the end.
 *
 * <p>Where the beginning of a stream was not seen, every piece waits until {@link #begin} says
 * where the stream is taken to begin.
 */
public final class Reassembler {
  private final PagePool pages;
  private final int maxWaiting;

  private long next;
  private Piece first;
  private Piece last;
  private int pieces;
  private int waitingBytes;
  private long missing;
  private long abandoned;
  private int conflicts;
  private boolean differs;

  /** Is it open where the stream begins? Offsets may be negative then. */
  private boolean isOpenBegun;

  /** The last holes that were given up; null where there is none. */
  private GivenUp givenUp;

  /**
   * @param maxWaiting how many bytes of pages may wait behind holes
   */
  public Reassembler(PagePool pages, int maxWaiting) {
    this(pages, maxWaiting, 0, 0);
  }

  /**
   * Continues a stream whose first part has been put in order elsewhere.
   *
   * @param next offset of the byte that the stream goes on with
   * @param missing bytes before it that were announced as gaps
   */
  public Reassembler(PagePool pages, int maxWaiting, long next, long missing) {
    this.pages = pages;
    this.maxWaiting = maxWaiting;
    this.next = next;
    this.missing = missing;
  }

  /** Leaves open where the stream begins, before the first piece comes. */
  public void leaveBeginOpen() {
    isOpenBegun = true;
  }

  /**
   * Decides where the stream begins, which was left open, and hands out what is in order from
   * there.
   *
   * @param offset of the first byte, which no piece so far lies before; it counts as 0 from now on
   */
  public void begin(long offset, StreamSink sink) {
    isOpenBegun = false;
    for (Piece piece = first; piece != null; piece = piece.next) {
      piece.start -= offset;
      piece.end -= offset;
    }
    drain(sink);
  }

  /** Offset of the byte that the stream goes on with. */
  public long next() {
    return next;
  }

  /** Offset of the first byte that waits behind a hole, or -1. */
  public long firstWaiting() {
    return first == null ? -1 : first.start;
  }

  /** Captured bytes that wait behind holes. */
  public long waiting() {
    long sum = 0;
    for (Piece piece = first; piece != null; piece = piece.next) {
      sum += piece.end - piece.start;
    }
    return sum;
  }

  /** Bytes of the pages that this stream holds. */
  public int waitingBytes() {
    return waitingBytes;
  }

  /** Bytes announced as gaps. */
  public long missing() {
    return missing;
  }

  /** Bytes of holes given up for lack of room; part of {@link #missing}. */
  public long abandoned() {
    return abandoned;
  }

  /**
   * Pieces whose bytes differ from those that came before for the same place. A difference is
   * noticed only while the earlier bytes still wait.
   */
  public int conflicts() {
    return conflicts;
  }

  /**
   * Takes a piece.
   *
   * @param offset of its first byte; may be negative for what came before the stream was picked up
   * @param to end of the bytes captured
   * @param length of the piece on the wire; where it is more than was captured the rest becomes a
   *     gap
   */
  public Fate offer(
      long offset,
      byte[] bytes,
      int from,
      int to,
      int length,
      long packet,
      long nanos,
      StreamSink sink) {
    long end = offset + length;
    if (isOpenBegun) {
      int before = pieces;
      long done = insert(offset, bytes, from, to, length, packet, nanos, sink);
      if (done == end) {
        return pieces == before ? Fate.RETRANSMITTED : Fate.BUFFERED;
      }
      return noRoomToBegin(offset, done, bytes, from, to, length, packet, nanos, sink);
    }
    if (offset == next && first == null) {
      next = end;
      deliver(bytes, from, to, length, packet, nanos, sink);
      return Fate.IN_ORDER;
    }
    if (end <= next) {
      passed(offset, length, sink);
      return Fate.RETRANSMITTED;
    }
    Fate fate = offset > next ? Fate.BUFFERED : offset == next ? Fate.IN_ORDER : Fate.PARTLY_NEW;
    int piecesBefore = pieces;
    differs = false;
    long done = place(offset, bytes, from, to, length, packet, nanos, sink);
    if (fate == Fate.BUFFERED && done == end && pieces == piecesBefore) {
      fate = Fate.RETRANSMITTED;
    }
    while (done < end) { // no room
      abandonHole(done, sink);
      int placed = (int) (done - offset);
      done = place(done, bytes, within(from, to, placed), to, length - placed, packet, nanos, sink);
    }
    if (differs) {
      conflicts++;
    }
    return fate;
  }

  /** Begins the stream with what there is, because no more can be kept, and takes the rest. */
  private Fate noRoomToBegin(
      long offset,
      long done,
      byte[] bytes,
      int from,
      int to,
      int length,
      long packet,
      long nanos,
      StreamSink sink) {
    long begin = first == null ? done : Math.min(first.start, done);
    sink.onBegin(begin);
    begin(begin, sink);
    int placed = (int) (done - offset);
    offer(done - begin, bytes, within(from, to, placed), to, length - placed, packet, nanos, sink);
    return Fate.BUFFERED;
  }

  /** Tells of a range before the next byte: it had come before, or it comes too late. */
  private void passed(long offset, int length, StreamSink sink) {
    if (givenUp == null) {
      sink.onRepeat(offset, length);
    } else {
      givenUp.tell(offset, length, sink);
    }
  }

  /**
   * Delivers or stores a piece; returns how far it came before there was no room, or the piece's
   * end.
   */
  private long place(
      long offset,
      byte[] bytes,
      int from,
      int to,
      int length,
      long packet,
      long nanos,
      StreamSink sink) {
    long end = offset + length;
    if (end <= next) {
      passed(offset, length, sink);
      return end;
    }
    if (offset > next) {
      return insert(offset, bytes, from, to, length, packet, nanos, sink);
    }
    int old = (int) (next - offset);
    if (old > 0) {
      passed(offset, old, sink);
    }
    long until = first == null ? end : Math.min(end, first.start);
    int fresh = (int) (until - next);
    next = until;
    int begin = within(from, to, old);
    deliver(bytes, begin, within(begin, to, fresh), fresh, packet, nanos, sink);
    long done = until;
    if (until < end) {
      int used = old + fresh;
      done = insert(until, bytes, within(from, to, used), to, length - used, packet, nanos, sink);
    }
    drain(sink);
    return done;
  }

  /**
   * The index of a piece's byte. A piece may claim to be far longer than what was captured of it:
   * behind the captured bytes this is their end.
   */
  private static int within(int from, int to, int ahead) {
    return ahead < to - from ? from + ahead : to;
  }

  private void deliver(
      byte[] bytes, int from, int to, int length, long packet, long nanos, StreamSink sink) {
    int there = Math.max(0, to - from);
    if (there > 0) {
      sink.onBytes(bytes, from, to, packet, nanos);
    }
    if (there < length) {
      missing += length - there;
      sink.onCut(length - there, nanos);
    }
  }

  /**
   * Gives up every hole that ends before {@code offset}: the receiver has acknowledged bytes behind
   * it.
   */
  public void acknowledged(long offset, StreamSink sink) {
    while (first != null && first.start < offset) {
      giveUpHole(sink);
    }
  }

  /**
   * Goes on with the byte at {@code offset}, whether or not anything has come from there: the
   * receiver has had all before it.
   */
  public void skip(long offset, StreamSink sink) {
    acknowledged(offset, sink);
    if (offset > next) {
      giveUp(offset - next, sink);
    }
  }

  /** Hands out all that waits, announcing the holes between. */
  public void finish(StreamSink sink) {
    while (first != null) {
      giveUpHole(sink);
    }
  }

  /** Lets go of what waits without handing it out. */
  public void discard() {
    while (first != null) {
      remove(first);
    }
  }

  /** Was nothing handed out yet, and does nothing wait? */
  public boolean isUntouched() {
    return next == 0 && first == null;
  }

  private void giveUpHole(StreamSink sink) {
    long hole = first.start - next;
    if (hole > 0) {
      giveUp(hole, sink);
    }
    drain(sink);
  }

  private void giveUp(long hole, StreamSink sink) {
    if (givenUp == null) {
      givenUp = new GivenUp();
    }
    givenUp.add(next, next + hole);
    next += hole;
    missing += hole;
    sink.onGap(hole);
  }

  private void drain(StreamSink sink) {
    while (first != null && first.start <= next) {
      Piece piece = first;
      next = piece.end;
      if (piece.page == null) {
        missing += piece.end - piece.start;
        sink.onCut(piece.end - piece.start, piece.nanos);
      } else {
        int length = (int) (piece.end - piece.start);
        sink.onBytes(piece.page, 0, length, piece.packet, piece.nanos);
      }
      remove(piece);
    }
  }

  /**
   * Puts a piece into the list, leaving out what is there already; returns how far it came before
   * there was no room, or the piece's end.
   */
  private long insert(
      long offset,
      byte[] bytes,
      int from,
      int to,
      int length,
      long packet,
      long nanos,
      StreamSink sink) {
    long end = offset + length;
    long at = offset;
    Piece before = lastUpTo(offset);
    while (at < end) {
      int begin = within(from, to, (int) (at - offset));
      if (before != null && before.end > at) {
        long shared = Math.min(end, before.end);
        if (before.differs(at, shared, bytes, begin, to)) {
          differs = true;
          sink.onConflict(at, (int) (shared - at));
        } else {
          sink.onRepeat(at, (int) (shared - at));
        }
        at = shared;
        continue;
      }
      Piece after = before == null ? first : before.next;
      if (after != null && after.start <= at) {
        before = after;
        continue;
      }
      long until = after == null ? end : Math.min(end, after.start);
      Piece stored = store(before, at, until, bytes, begin, to, packet, nanos);
      if (stored == null) {
        return at;
      }
      before = stored;
      at = stored.end;
    }
    return end;
  }

  /** The last piece that begins at or before the offset, or null; sought from the nearer end. */
  private Piece lastUpTo(long offset) {
    if (last == null || last.start <= offset) {
      return last; // most pieces come behind all others
    }
    if (offset - first.start > last.start - offset) {
      Piece piece = last.previous;
      while (piece != null && piece.start > offset) {
        piece = piece.previous;
      }
      return piece;
    }
    Piece piece = first;
    while (piece.start <= offset) {
      piece = piece.next;
    }
    return piece.previous;
  }

  /**
   * One page's worth of the range as a new piece behind {@code before}; null where there is no
   * room.
   */
  private Piece store(
      Piece before, long at, long until, byte[] bytes, int from, int to, long packet, long nanos) {
    if (waitingBytes >= maxWaiting) {
      return null;
    }
    int captured = (int) Math.min(until - at, Math.max(0, to - from));
    int take = Math.min(captured, PagePool.LARGE);
    byte[] page = take == 0 ? null : pages.take(take);
    if (take == 0 ? !pages.takeNone() : page == null) {
      return null;
    }
    if (page != null) {
      System.arraycopy(bytes, from, page, 0, take);
    }
    Piece piece = new Piece();
    piece.start = at;
    piece.end = page == null ? until : at + take; // cut by the capture: the place is known
    piece.page = page;
    piece.packet = packet;
    piece.nanos = nanos;
    waitingBytes += page == null ? PagePool.EMPTY : page.length;
    link(piece, before);
    return piece;
  }

  /**
   * Gives up the first hole, or the one before {@code at} where nothing waits, for lack of room.
   */
  private void abandonHole(long at, StreamSink sink) {
    if (first != null && first.start < at) {
      abandoned += first.start - next;
      giveUpHole(sink);
    } else {
      abandoned += at - next;
      giveUp(at - next, sink);
    }
  }

  private void link(Piece piece, Piece before) {
    pieces++;
    piece.previous = before;
    piece.next = before == null ? first : before.next;
    if (piece.next == null) {
      last = piece;
    } else {
      piece.next.previous = piece;
    }
    if (before == null) {
      first = piece;
    } else {
      before.next = piece;
    }
  }

  private void remove(Piece piece) {
    pieces--;
    if (piece.previous == null) {
      first = piece.next;
    } else {
      piece.previous.next = piece.next;
    }
    if (piece.next == null) {
      last = piece.previous;
    } else {
      piece.next.previous = piece.previous;
    }
    if (piece.page == null) {
      waitingBytes -= PagePool.EMPTY;
      pages.giveBackNone();
    } else {
      waitingBytes -= piece.page.length;
      pages.giveBack(piece.page);
    }
  }
}
