package io.weft.flow;

import io.weft.stream.PagePool;
import java.util.Arrays;

/**
 * Segments of one direction that the other side has not acknowledged, in the order in which they
 * were sent. Bounded: as in Wireshark, no more than 1,000, and no more than there is room for;
 * further segments are not entered, and counted.
 */
final class Unacknowledged {
  static final int MAX = 1000;
  private static final int WORDS = 3;
  private static final int FIRST = 4;

  // Three words a segment: first sequence number and the one behind the last; packet; time.
  private long[] words = new long[FIRST * WORDS];
  private final PagePool room;
  private int count;
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
    if (count == MAX || (count * WORDS == words.length && !grow())) {
      return false;
    }
    int at = count++ * WORDS;
    words[at] = (long) sequence << 32 | (end & 0xFFFF_FFFFL);
    words[at + 1] = packet;
    words[at + 2] = nanos;
    return true;
  }

  private boolean grow() {
    if (!room.reserve(words.length * Long.BYTES)) {
      return false;
    }
    words = Arrays.copyOf(words, words.length * 2);
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
      words = Arrays.copyOf(words, places * WORDS);
    }
  }

  /** Gives the room back; no more segments may come. */
  void release() {
    room.release((words.length - FIRST * WORDS) * Long.BYTES);
  }

  int sequence(int index) {
    return (int) (words[index * WORDS] >> 32);
  }

  int end(int index) {
    return (int) words[index * WORDS];
  }

  long packet(int index) {
    return words[index * WORDS + 1];
  }

  long nanos(int index) {
    return words[index * WORDS + 2];
  }

  /**
   * Takes out what is acknowledged and shortens what is in part.
   *
   * @return did a segment end exactly here? The oldest such one's packet and time are then told by
   *     {@link #matchedPacket} and {@link #matchedNanos}
   */
  boolean acknowledge(int acknowledgment) {
    boolean matched = false;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int end = end(i);
      if (end == acknowledgment) {
        if (!matched) {
          matched = true;
          matchedPacket = packet(i);
          matchedNanos = nanos(i);
        }
      } else if (Sequence.isBefore(acknowledgment, end)) {
        int sequence = sequence(i);
        if (Sequence.isBefore(sequence, acknowledgment)) {
          sequence = acknowledgment;
        }
        words[kept * WORDS] = (long) sequence << 32 | (end & 0xFFFF_FFFFL);
        words[kept * WORDS + 1] = words[i * WORDS + 1];
        words[kept * WORDS + 2] = words[i * WORDS + 2];
        kept++;
      }
    }
    count = kept;
    return matched;
  }

  /** Of the segment that the last {@link #acknowledge} found. */
  long matchedPacket() {
    return matchedPacket;
  }

  /** Of the segment that the last {@link #acknowledge} found. */
  long matchedNanos() {
    return matchedNanos;
  }
}
