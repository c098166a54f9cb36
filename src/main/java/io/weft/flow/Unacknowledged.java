package io.weft.flow;

import java.util.Arrays;

/**
 * Segments of one direction that the other side has not acknowledged, in the order in which they
 * were sent. Bounded: as in Wireshark, no more than 1,000; further segments are not entered, and
 * counted.
 */
final class Unacknowledged {
  static final int MAX = 1000;
  private static final int WORDS = 3;

  // Three words a segment: first sequence number and the one behind the last; packet; time.
  private long[] words = new long[4 * WORDS];
  private int count;
  private long matchedPacket;
  private long matchedNanos;

  int count() {
    return count;
  }

  boolean isFull() {
    return count == MAX;
  }

  void add(int sequence, int end, long packet, long nanos) {
    if (count * WORDS == words.length) {
      words = Arrays.copyOf(words, words.length * 2);
    }
    int at = count++ * WORDS;
    words[at] = (long) sequence << 32 | (end & 0xFFFF_FFFFL);
    words[at + 1] = packet;
    words[at + 2] = nanos;
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
