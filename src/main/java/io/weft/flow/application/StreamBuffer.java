package io.weft.flow.application;

import io.weft.dissect.Arrival;
import io.weft.stream.PagePool;
import java.util.Arrays;

/**
 * One direction's bytes on their way to a stream dissector: those it has not used yet, with the
 * packets they came in.
 */
final class StreamBuffer {
  /** What a dissector may leave unused. */
  static final int MAX_KEPT = 64 << 10;

  private static final byte[] NOTHING = {};
  private static final long[] NO_MARKS = {};

  private static final int MIN_ROOM = 64;

  /** Larger room is taken from the pages' bound, and let go of as soon as it is empty. */
  private static final int SMALL_ROOM = 512;

  /** Numbers of a mark: the offset, the packet and its time. */
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

  /** The dissector wants no more of this direction. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /**
   * This direction is over.
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

  /** This direction's first bytes are of no known protocol. */
  void refuse() {
    refused = true;
  }

  boolean isRefused() {
    return refused;
  }

  /** Another dissector takes over: what the last one did not want may be wanted again. */
  void reopen() {
    refused = false;
    stopped = false;
  }

  /** Of memory: the room that no page pool accounts for. */
  int memory() {
    return (kept.length > SMALL_ROOM ? 0 : kept.length) + marks.length * Long.BYTES;
  }

  int keptLength() {
    return keptTo - keptFrom;
  }

  /**
   * Appends bytes behind the kept ones; false where too many are kept already, here or in all. The
   * bound is for what is left unused: a whole packet may come on top, to be offered with it.
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

  /** Index of the mark of the byte, or -1 where it came in no marked packet. */
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
   * @param current of the bytes that are not kept
   */
  Arrival arrivalAt(long at, Arrival current) {
    int mark = markOf(at);
    if (mark < 0) {
      return current;
    }
    long number = marks[mark * MARK + 1];
    return number == current.number() ? current : Arrival.of(number, marks[mark * MARK + 2]);
  }

  /** The first {@code length} kept bytes are used up. */
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

  /** Takes {@code length} bytes as used that were never kept. */
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
