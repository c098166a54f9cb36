package io.weft.flow.application;

import io.weft.dissect.Arrival;
import io.weft.stream.PagePool;
import java.util.Arrays;

/**
 * One direction's bytes on their way to a stream dissector: those it has not used yet, with the
 * packets they came in.
 */
final class StreamBuffer {
  /** How many bytes a dissector may leave unused. */
  static final int MAX_KEPT = 64 << 10;

  private static final byte[] NOTHING = {};
  private static final long[] NO_MARKS = {};

  private static final int MIN_ROOM = 64;

  /**
   * The largest room, in bytes, that the page pool does not account for. Larger room is given back
   * as soon as it is empty.
   */
  private static final int SMALL_ROOM = 512;

  /** How many numbers make a mark: the offset, the number of the packet, and its time. */
  private static final int MARK = 3;

  private final PagePool pages;

  private byte[] kept = NOTHING;
  private int keptFrom;
  private int keptTo;
  private long offset;
  private boolean stopped;
  private boolean ended;
  private boolean endedClean;
  private boolean refused;

  private long[] marks = NO_MARKS;
  private int markCount;

  /**
   * @param pages shared bound of what may be kept
   */
  StreamBuffer(PagePool pages) {
    this.pages = pages;
  }

  /** The array of the bytes that are kept. */
  byte[] bytes() {
    return kept;
  }

  /** Index of the first byte that is kept. */
  int from() {
    return keptFrom;
  }

  /** Index behind the bytes that are kept. */
  int to() {
    return keptTo;
  }

  /** Offset in the stream of the first kept byte, or of the next to come. */
  long offset() {
    return offset;
  }

  /** Notes that the dissector wants no more of this direction. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /**
   * Notes that this direction is over.
   *
   * @param clean did it end as its protocol ends a stream?
   */
  void end(boolean clean) {
    ended = true;
    endedClean = clean;
  }

  boolean isEnded() {
    return ended;
  }

  boolean isEndedClean() {
    return endedClean;
  }

  /** Notes that the first bytes of this direction are of no known protocol. */
  void refuse() {
    refused = true;
  }

  boolean isRefused() {
    return refused;
  }

  /** Prepares the buffer for another dissector, which may want what the last one did not. */
  void reopen() {
    refused = false;
    stopped = false;
  }

  /** Memory in bytes that the page pool does not account for. */
  int memory() {
    return (kept.length > SMALL_ROOM ? 0 : kept.length) + marks.length * Long.BYTES;
  }

  int keptLength() {
    return keptTo - keptFrom;
  }

  /**
   * Appends bytes to the kept ones. Returns false, and appends nothing, where too many are kept
   * already, in this buffer or in all together. The bound is for what a dissector has left unused:
   * one whole packet may come on top of it, to be offered together with it.
   */
  boolean keep(byte[] bytes, int from, int to, Arrival arrival) {
    int more = to - from;
    int length = keptLength();
    if (length > MAX_KEPT) {
      return false;
    }
    if (keptTo + more > kept.length) {
      // Always other room: the used bytes of this one may be a message that this very packet
      // completed and that is to be looked at as a layer of it.
      int room = Math.max(MIN_ROOM, Integer.highestOneBit(length + more) * 2);
      if (room > SMALL_ROOM && !pages.reserve(room)) {
        return false;
      }
      byte[] roomy = new byte[room];
      System.arraycopy(kept, keptFrom, roomy, 0, length);
      leaveRoom();
      kept = roomy;
      keptTo = length;
    }
    mark(offset + length, arrival);
    System.arraycopy(bytes, from, kept, keptTo, more);
    keptTo += more;
    return true;
  }

  /** Notes that bytes from this offset on came in this packet. */
  private void mark(long from, Arrival arrival) {
    dropMarks();
    if (markCount * MARK == marks.length) {
      marks = Arrays.copyOf(marks, Math.max(MARK, marks.length * 2));
    }
    marks[markCount * MARK] = from;
    marks[markCount * MARK + 1] = arrival.number();
    marks[markCount * MARK + 2] = arrival.nanos();
    markCount++;
  }

  /** Forgets marks of bytes that are used up. */
  private void dropMarks() {
    int useless = 0;
    while (useless + 1 < markCount && marks[(useless + 1) * MARK] <= offset) {
      useless++;
    }
    if (keptLength() == 0) {
      useless = markCount;
    }
    if (useless > 0) {
      System.arraycopy(marks, useless * MARK, marks, 0, (markCount - useless) * MARK);
      markCount -= useless;
    }
  }

  /** Index of the mark for a byte, or -1 where none covers it. */
  private int markOf(long at) {
    for (int i = markCount - 1; i >= 0; i--) {
      if (marks[i * MARK] <= at) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Which packet brought the byte.
   *
   * @param current the arrival of bytes that are not kept
   */
  Arrival arrivalAt(long at, Arrival current) {
    int mark = markOf(at);
    if (mark < 0) {
      return current;
    }
    long number = marks[mark * MARK + 1];
    return number == current.number() ? current : Arrival.of(number, marks[mark * MARK + 2]);
  }

  /** Lets go of the first {@code length} kept bytes, which were used. */
  void use(int length) {
    keptFrom += length;
    offset += length;
    if (keptFrom == keptTo) {
      markCount = 0; // the next bytes may be used without having been kept
      if (kept.length > SMALL_ROOM) {
        leaveRoom();
      }
    }
  }

  /** Moves past {@code length} bytes that were used without being kept. */
  void pass(long length) {
    offset += length;
    markCount = 0;
  }

  /** Lets go of the kept bytes, as if they had been used. */
  void clear() {
    use(keptLength());
    leaveRoom();
    markCount = 0;
  }

  private void leaveRoom() {
    if (kept.length > SMALL_ROOM) {
      pages.release(kept.length);
    }
    kept = NOTHING;
    keptFrom = 0;
    keptTo = 0;
  }
}
