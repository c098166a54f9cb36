package io.weft.flow.analysis;

import io.weft.flow.segment.Sequence;
import io.weft.stream.PagePool;
import java.util.Arrays;

/**
 * Segments of one direction that the other side has not acknowledged, in the order in which they
 * were sent. Bounded: as in Wireshark (since 4.0), no more than 10,000, and no more than there is
 * room for; further segments are not entered, and counted.
 *
 * <p>Looked at with every packet, so that it must not be gone through with every packet: its extent
 * is kept beside it, and what is acknowledged in order is taken off at the front.
 */
final class Unacknowledged {
  static final int MAX = 10_000;
  private static final int WORDS = 3;
  private static final int FIRST = 4;

  /** A list with more places than this gives them back as soon as it is empty. */
  private static final int MANY = 1024;

  /** Within it, which of two sequence numbers is before the other is beyond doubt. */
  private static final int MAX_EXTENT = 1 << 30;

  // Three words a segment: first sequence number and the one behind the last; packet; time.
  private long[] words = new long[FIRST * WORDS];
  private final PagePool room;

  /** Index of the oldest segment among the places. */
  private int first;

  private int count;

  // What holds of all of them. The numbers count where no two are further apart than MAX_EXTENT.
  private boolean isCompact;
  private int lowest;
  private int highest;

  /** Does each begin where the one before ends, or behind it? */
  private boolean isInOrder;

  private long matchedPacket;
  private long matchedNanos;

  /**
   * @param room shared, for what goes beyond the first few segments
   */
  Unacknowledged(PagePool room) {
    this.room = room;
  }

  int count() {
    return count;
  }

  /** Enters a segment behind the others; false where there is no room. */
  boolean add(int sequence, int end, long packet, long nanos) {
    if (count == MAX || ((first + count) * WORDS == words.length && !makePlace())) {
      return false;
    }
    extend(sequence, end, count == 0);
    put(count++, sequence, end, packet, nanos);
    return true;
  }

  private void put(int index, int sequence, int end, long packet, long nanos) {
    int at = (first + index) * WORDS;
    words[at] = (long) sequence << 32 | (end & 0xFFFF_FFFFL);
    words[at + 1] = packet;
    words[at + 2] = nanos;
  }

  private void extend(int sequence, int end, boolean isFirst) {
    if (isFirst) {
      isCompact = true;
      isInOrder = true;
      lowest = sequence;
      highest = end;
      return;
    }
    isInOrder &= Sequence.distance(highest, sequence) >= 0;
    isCompact &= isNear(sequence, lowest) && isNear(end, lowest);
    if (Sequence.isBefore(sequence, lowest)) {
      lowest = sequence;
    }
    if (Sequence.isBefore(highest, end)) {
      highest = end;
    }
    isCompact &= isNear(highest, lowest);
  }

  private static boolean isNear(int a, int b) {
    int distance = Sequence.distance(a, b);
    return distance >= -MAX_EXTENT && distance <= MAX_EXTENT;
  }

  /** The places before the oldest are used again once they are half of all. */
  private boolean makePlace() {
    if (first >= count) {
      System.arraycopy(words, first * WORDS, words, 0, count * WORDS);
    } else if (room.reserve(words.length * Long.BYTES)) {
      long[] more = new long[words.length * 2];
      System.arraycopy(words, first * WORDS, more, 0, count * WORDS);
      words = more;
    } else {
      return false;
    }
    first = 0;
    return true;
  }

  /** Takes no more room than there are segments for. */
  void trim() {
    int places = FIRST;
    while (places < count) {
      places *= 2;
    }
    int surplus = words.length - places * WORDS;
    if (surplus > 0) {
      room.release(surplus * Long.BYTES);
      words = Arrays.copyOfRange(words, first * WORDS, (first + places) * WORDS);
      first = 0;
    }
  }

  /** Gives the room back; no more segments may come. */
  void release() {
    room.release((words.length - FIRST * WORDS) * Long.BYTES);
  }

  private int sequence(int index) {
    return (int) (words[(first + index) * WORDS] >> 32);
  }

  private int end(int index) {
    return (int) words[(first + index) * WORDS];
  }

  long packet(int index) {
    return words[(first + index) * WORDS + 1];
  }

  long nanos(int index) {
    return words[(first + index) * WORDS + 2];
  }

  /** How far it is from the lowest number to the highest, where both are counted from a base. */
  int extent(int base) {
    if (isCompact && Integer.compareUnsigned(lowest - base, highest - base) <= 0) {
      return highest - lowest;
    }
    int from = sequence(0) - base;
    int to = end(0) - base;
    for (int i = 1; i < count; i++) {
      int sequence = sequence(i) - base;
      int end = end(i) - base;
      from = Integer.compareUnsigned(sequence, from) < 0 ? sequence : from;
      to = Integer.compareUnsigned(end, to) > 0 ? end : to;
    }
    return to - from;
  }

  /**
   * Takes out what is acknowledged and shortens what is in part.
   *
   * @return did a segment end exactly here? The oldest such one's packet and time are then told by
   *     {@link #matchedPacket} and {@link #matchedNanos}
   */
  boolean acknowledge(int acknowledgment) {
    int ahead = Sequence.distance(lowest, acknowledgment);
    if (isCompact && isNear(lowest, acknowledgment)) {
      if (ahead <= 0) {
        return false;
      }
      if (isInOrder) {
        return acknowledgeInOrder(acknowledgment);
      }
    }
    return acknowledgeAnywhere(acknowledgment);
  }

  private boolean acknowledgeInOrder(int acknowledgment) {
    boolean matched = false;
    while (count > 0 && !Sequence.isBefore(acknowledgment, end(0))) {
      if (end(0) == acknowledgment) {
        matched = true;
        match(0);
      }
      first++;
      count--;
    }
    if (count == 0) {
      first = 0;
      if (words.length > MANY * WORDS) {
        trim();
      }
    } else {
      if (Sequence.isBefore(sequence(0), acknowledgment)) {
        put(0, acknowledgment, end(0), packet(0), nanos(0));
      }
      lowest = sequence(0);
    }
    return matched;
  }

  private boolean acknowledgeAnywhere(int acknowledgment) {
    boolean matched = false;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int end = end(i);
      if (end == acknowledgment) {
        if (!matched) {
          matched = true;
          match(i);
        }
      } else if (Sequence.isBefore(acknowledgment, end)) {
        int sequence = sequence(i);
        if (Sequence.isBefore(sequence, acknowledgment)) {
          sequence = acknowledgment;
        }
        extend(sequence, end, kept == 0);
        put(kept++, sequence, end, packet(i), nanos(i));
      }
    }
    count = kept;
    return matched;
  }

  private void match(int index) {
    matchedPacket = packet(index);
    matchedNanos = nanos(index);
  }

  /** Number of the packet with the segment that the last {@link #acknowledge} found. */
  long matchedPacket() {
    return matchedPacket;
  }

  /** Time of that packet, in nanoseconds since the epoch. */
  long matchedNanos() {
    return matchedNanos;
  }
}
