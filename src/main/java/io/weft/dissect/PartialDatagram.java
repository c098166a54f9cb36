package io.weft.dissect;

import java.util.Arrays;

/**
 * The bytes of one datagram that have come so far. One object is used for one datagram after the
 * other.
 *
 * <p>The ranges of bytes that have come are kept as runs: sorted pairs of edges that neither
 * overlap nor touch one another. A byte stays as it first came; later copies are compared with it.
 */
final class PartialDatagram implements Fragments.Whole {
  static final int MAX_LENGTH = 65_535;

  static final int OVERLAPS = 1;
  static final int CONFLICTS = 2;
  static final int BAD_END = 4;

  private static final byte[] NONE = {};
  private static final int UNKNOWN = -1;
  private static final int FIRST_EDGES = 8;

  final FragmentKey key = new FragmentKey();
  int bucket;

  /**
   * The next datagram in the same bucket; later the next one lent to the same packet; later the
   * next idle one.
   */
  PartialDatagram next;

  PartialDatagram older;
  PartialDatagram newer;

  private long firstNanos;
  private long frameBytes;
  private int fragments;
  private int nextProtocol;
  private int end;
  private int room;
  private byte[] bytes = NONE;
  private int[] edges = new int[FIRST_EDGES];
  private int runs;

  void begin(FragmentKey of, long nowNanos) {
    key.copy(of);
    firstNanos = nowNanos;
    frameBytes = 0;
    fragments = 0;
    nextProtocol = UNKNOWN;
    end = UNKNOWN;
    room = 0;
    runs = 0;
  }

  long firstNanos() {
    return firstNanos;
  }

  /**
   * How many bytes the datagram may hold by now. It depends on the datagram's own fragments alone,
   * and not on which buffers were at hand, so that a limit on it always meets the same datagrams.
   */
  int room() {
    return room;
  }

  /** Lets the datagram hold so many bytes, more than before. */
  void grow(int to, DatagramBuffers buffers) {
    if (bytes.length < to) {
      byte[] larger = buffers.take(to);
      System.arraycopy(bytes, 0, larger, 0, room);
      giveUp(buffers);
      bytes = larger;
    }
    room = to;
  }

  /** Gives up what the datagram holds. */
  void giveUp(DatagramBuffers buffers) {
    if (bytes != NONE) {
      buffers.giveBack(bytes);
      bytes = NONE;
    }
  }

  /** One more frame belongs to the datagram. */
  void count(long wireBytes) {
    frameBytes += wireBytes;
    fragments++;
  }

  /**
   * Takes a fragment; there is room for it.
   *
   * @return what is odd about it: {@link #OVERLAPS}, {@link #CONFLICTS}, {@link #BAD_END}, added up
   */
  int take(byte[] from, int at, int length, int offset, boolean more, int protocol) {
    int odd = 0;
    int to = offset + length;
    if (offset == 0 && nextProtocol == UNKNOWN) {
      nextProtocol = protocol;
    }
    if (!more && end == UNKNOWN) {
      end = to;
      odd = runs > 0 && edges[2 * runs - 1] > to ? BAD_END : 0;
    } else if (end != UNKNOWN && (to > end || (!more && to < end))) {
      odd = BAD_END;
    }
    int first = firstRunFrom(offset);
    int run = first;
    int cursor = offset;
    for (; run < runs && edges[2 * run] <= to; run++) {
      int start = edges[2 * run];
      if (cursor < start) {
        System.arraycopy(from, at + cursor - offset, bytes, cursor, start - cursor);
        cursor = start;
      }
      int known = Math.min(edges[2 * run + 1], to);
      if (known > cursor) {
        odd |= compare(from, at + cursor - offset, cursor, known);
        cursor = known;
      }
    }
    if (cursor < to) {
      System.arraycopy(from, at + cursor - offset, bytes, cursor, to - cursor);
    }
    join(first, run, offset, to);
    return odd;
  }

  private int compare(byte[] from, int at, int known, int knownEnd) {
    boolean same = Arrays.equals(bytes, known, knownEnd, from, at, at + knownEnd - known);
    return same ? OVERLAPS : OVERLAPS | CONFLICTS;
  }

  /** Index of the first run that ends at the offset or behind it. */
  private int firstRunFrom(int offset) {
    int low = 0;
    int high = runs;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges[2 * middle + 1] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Puts one run in the place of those from {@code first} to before {@code behind} and the new
   * bytes.
   */
  private void join(int first, int behind, int from, int to) {
    int start = from;
    int stop = to;
    if (first < behind) {
      start = Math.min(start, edges[2 * first]);
      stop = Math.max(stop, edges[2 * behind - 1]);
    } else if (2 * runs == edges.length) {
      edges = Arrays.copyOf(edges, edges.length * 2);
    }
    int after = 2 * (runs - behind);
    System.arraycopy(edges, 2 * behind, edges, 2 * first + 2, after);
    edges[2 * first] = start;
    edges[2 * first + 1] = stop;
    runs += first + 1 - behind;
  }

  boolean isWhole() {
    return end != UNKNOWN && runs > 0 && edges[0] == 0 && edges[1] >= end;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int length() {
    return end;
  }

  @Override
  public int nextProtocol() {
    return nextProtocol;
  }

  @Override
  public long frameBytes() {
    return frameBytes;
  }

  @Override
  public int fragments() {
    return fragments;
  }
}
