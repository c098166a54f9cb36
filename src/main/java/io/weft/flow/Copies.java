package io.weft.flow;

import io.weft.stream.PagePool;
import java.util.Arrays;

/**
 * Finds out which segments of one direction are copies of packets that were captured just before:
 * from a mirror port, a bond, several VLANs or several interfaces. A retransmission is a packet of
 * its own: it has another IP identification, or, where there is none, a reason in what the other
 * side said in between.
 */
final class Copies {
  /** A copy comes no later than this behind its original. */
  static final long MAX_NANOS = 10_000_000;

  private static final int MAX_PACKETS = 32;
  private static final int FIRST_PACKETS = 4;
  private static final int WORDS = 6;
  private static final int PACKET_BYTES = (WORDS + 1) * Long.BYTES;
  private static final int IDENTIFICATION_SHIFT = 40;

  // A ring. Words of a packet: sequence and acknowledgment numbers; identification, flags and
  // payload length; digest; path; time; number. Beside it, how many the peer had sent before.
  private final PagePool room;
  private long[] words = new long[FIRST_PACKETS * WORDS];
  private int size;
  private int next;
  private long peerPackets;
  private long[] peerBefore = new long[FIRST_PACKETS];
  private boolean hasFirstSyn;
  private int firstSynSequence;
  private long firstSynNanos;
  private long firstSynPacket;

  private long forgotten;

  /**
   * @param room shared, for more than the last few packets
   */
  Copies(PagePool room) {
    this.room = room;
  }

  /** Gives the room back; no more segments may come. */
  void release() {
    room.release((peerBefore.length - FIRST_PACKETS) * PACKET_BYTES);
  }

  /** Packets that had to be forgotten, for lack of room, while a copy could still come. */
  long forgotten() {
    return forgotten;
  }

  /** The other side has sent a packet that is no copy. */
  void onPeer() {
    peerPackets++;
  }

  /**
   * The first SYN, of which no more is known: nobody repeats one as soon as a copy comes, so its
   * number is enough.
   */
  void onFirstSyn(Segment segment) {
    hasFirstSyn = true;
    firstSynSequence = segment.sequence;
    firstSynNanos = segment.nanos;
    firstSynPacket = segment.packet;
  }

  /**
   * Looks for the original of a segment; one that has none is kept.
   *
   * @return number of the packet that it is a copy of, or 0
   */
  long find(Segment segment, Envelope envelope) {
    if (hasFirstSyn
        && segment.isBareSyn()
        && segment.sequence == firstSynSequence
        && isSoonAfter(segment.nanos, firstSynNanos)) {
      return firstSynPacket;
    }
    long numbers = numbers(segment);
    long facts = facts(segment, envelope.identification);
    int original = -1;
    boolean isIdentified = envelope.identification != Envelope.NO_IDENTIFICATION;
    for (int i = 0; i < size; i++) {
      int at = i * WORDS;
      if (words[at] != numbers) {
        isIdentified &= words[at + 1] >> IDENTIFICATION_SHIFT != envelope.identification;
      } else if (words[at + 1] == facts
          && words[at + 2] == envelope.digest
          && isSoonAfter(segment.nanos, words[at + 4])) {
        original = i;
      }
    }
    if (original >= 0 && (isIdentified || isOtherPassing(original, segment, envelope))) {
      return words[original * WORDS + 5];
    }
    keep(segment, numbers, facts, envelope);
    return 0;
  }

  /** Where no identification helps: did it come another way, or sooner than a sender repeats? */
  private boolean isOtherPassing(int original, Segment segment, Envelope envelope) {
    return words[original * WORDS + 3] != envelope.path
        || (segment.length > 0 && peerBefore[original] == peerPackets);
  }

  private static boolean isSoonAfter(long nanos, long before) {
    return nanos >= before && nanos - before <= MAX_NANOS;
  }

  private static long numbers(Segment segment) {
    return (long) segment.sequence << 32 | (segment.acknowledgment & 0xFFFF_FFFFL);
  }

  private static long facts(Segment segment, int identification) {
    return (long) identification << IDENTIFICATION_SHIFT
        | (long) (segment.flags & 0xFFF) << 24
        | (segment.length & 0xFF_FFFF);
  }

  private void keep(Segment segment, long numbers, long facts, Envelope envelope) {
    int place = place();
    int at = place * WORDS;
    if (size < MAX_PACKETS && place < size && isSoonAfter(segment.nanos, words[at + 4])) {
      forgotten++;
    }
    size = Math.max(size, place + 1);
    next = place + 1;
    words[at] = numbers;
    words[at + 1] = facts;
    words[at + 2] = envelope.digest;
    words[at + 3] = envelope.path;
    words[at + 4] = segment.nanos;
    words[at + 5] = segment.packet;
    peerBefore[place] = peerPackets;
  }

  /** Where the next packet is kept: behind the last, or else in the place of the oldest. */
  private int place() {
    if (next < peerBefore.length) {
      return next;
    }
    if (next == MAX_PACKETS || !room.reserve(peerBefore.length * PACKET_BYTES)) {
      return 0;
    }
    words = Arrays.copyOf(words, 2 * words.length);
    peerBefore = Arrays.copyOf(peerBefore, 2 * peerBefore.length);
    return next;
  }
}
