package io.weft.flow.analysis;

import io.weft.flow.segment.PacketFingerprint;
import io.weft.flow.segment.Sequence;
import io.weft.stream.PagePool;
import java.util.Arrays;

/**
 * The holes in the sequence numbers of one direction: ranges that the capture has not seen. Their
 * number is bounded; where one more comes, the lowest is forgotten and counted.
 */
final class Holes {
  static final int MAX = 32;
  static final long NO_TIMESTAMP = -1;

  /**
   * No sender repeats numbers that lie further behind than this; the bound also keeps all holes
   * within one half of the circle of sequence numbers.
   */
  private static final int MAX_BEHIND = 1 << 30;

  private static final int FIRST = 2;
  private static final int HOLE_BYTES = 3 * Integer.BYTES + 2 * Long.BYTES;

  private final PagePool room;

  // In the order of sequence numbers. What made the hole known is the segment behind it.
  private int[] from = new int[FIRST];
  private int[] to = new int[FIRST];
  private long[] nanos = new long[FIRST];
  private long[] timestamp = new long[FIRST];
  private int[] identification = new int[FIRST];
  private int count;
  private long forgotten;

  // Of the first hole that the last call of fill met.
  private long foundNanos;
  private long foundTimestamp;
  private int foundIdentification;

  /**
   * @param room shared, for more than the first few
   */
  Holes(PagePool room) {
    this.room = room;
  }

  /** Gives the room back; no more segments may come. */
  void release() {
    room.release((from.length - FIRST) * HOLE_BYTES);
  }

  /** Holes that were forgotten because there were too many. */
  long forgotten() {
    return forgotten;
  }

  int count() {
    return count;
  }

  /**
   * Adds a hole above all others.
   *
   * @param timestamp the option's value in the segment behind the hole, or {@link #NO_TIMESTAMP}
   */
  void add(int from, int to, long nanos, long timestamp, int identification) {
    while (count > 0 && Sequence.distance(this.from[0], to) > MAX_BEHIND) {
      remove(0);
    }
    insert(count, from, to, nanos, timestamp, identification);
  }

  private void insert(int at, int from, int to, long nanos, long timestamp, int identification) {
    int place = at;
    if (count == this.from.length && !grow()) {
      forgotten++;
      remove(0);
      place = Math.max(0, at - 1);
    }
    int moved = count - place;
    System.arraycopy(this.from, place, this.from, place + 1, moved);
    System.arraycopy(this.to, place, this.to, place + 1, moved);
    System.arraycopy(this.nanos, place, this.nanos, place + 1, moved);
    System.arraycopy(this.timestamp, place, this.timestamp, place + 1, moved);
    System.arraycopy(this.identification, place, this.identification, place + 1, moved);
    this.from[place] = from;
    this.to[place] = to;
    this.nanos[place] = nanos;
    this.timestamp[place] = timestamp;
    this.identification[place] = identification;
    count++;
  }

  private boolean grow() {
    if (count == MAX || !room.reserve(count * HOLE_BYTES)) {
      return false;
    }
    int places = 2 * count;
    from = Arrays.copyOf(from, places);
    to = Arrays.copyOf(to, places);
    nanos = Arrays.copyOf(nanos, places);
    timestamp = Arrays.copyOf(timestamp, places);
    identification = Arrays.copyOf(identification, places);
    return true;
  }

  private void remove(int at) {
    count--;
    int moved = count - at;
    System.arraycopy(from, at + 1, from, at, moved);
    System.arraycopy(to, at + 1, to, at, moved);
    System.arraycopy(nanos, at + 1, nanos, at, moved);
    System.arraycopy(timestamp, at + 1, timestamp, at, moved);
    System.arraycopy(identification, at + 1, identification, at, moved);
  }

  /**
   * Takes a segment's numbers out of the holes.
   *
   * @return how many of them lay in holes; the {@code found} methods tell of the first such hole
   */
  int fill(int first, int end) {
    int filled = 0;
    int i = 0;
    while (i < count) {
      if (!Sequence.isBefore(first, to[i]) || !Sequence.isBefore(from[i], end)) {
        i++;
        continue;
      }
      if (filled == 0) {
        foundNanos = nanos[i];
        foundTimestamp = timestamp[i];
        foundIdentification = identification[i];
      }
      int low = Sequence.isBefore(from[i], first) ? first : from[i];
      int high = Sequence.isBefore(end, to[i]) ? end : to[i];
      filled += high - low;
      i = cut(i, low, high);
    }
    return filled;
  }

  /** Takes a part out of a hole and returns the index behind what is left of it. */
  private int cut(int at, int low, int high) {
    boolean hasBelow = from[at] != low;
    boolean hasAbove = to[at] != high;
    if (hasBelow && hasAbove) {
      int above = to[at];
      to[at] = low;
      int before = count;
      insert(at + 1, high, above, nanos[at], timestamp[at], identification[at]);
      return count == before ? at + 1 : at + 2; // where one had to go, all moved down
    }
    if (hasBelow) {
      to[at] = low;
      return at + 1;
    }
    if (hasAbove) {
      from[at] = high;
      return at + 1;
    }
    remove(at);
    return at;
  }

  /** The receiver has all numbers before this one: what the capture lacks of them was not lost. */
  void acknowledge(int acknowledgment) {
    while (count > 0 && !Sequence.isBefore(acknowledgment, to[0])) {
      remove(0);
    }
    if (count > 0 && Sequence.isBefore(from[0], acknowledgment)) {
      from[0] = acknowledgment;
    }
  }

  /** When the segment behind the hole that was met came, in nanoseconds since the epoch. */
  long foundNanos() {
    return foundNanos;
  }

  /** That segment's timestamp value, or {@link #NO_TIMESTAMP}. */
  long foundTimestamp() {
    return foundTimestamp;
  }

  /** That segment's IP identification, or {@link PacketFingerprint#NO_IDENTIFICATION}. */
  int foundIdentification() {
    return foundIdentification;
  }
}
