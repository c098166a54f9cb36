package io.weft.flow.analysis;

import io.weft.flow.segment.PacketFingerprint;
import io.weft.flow.segment.Segment;
import io.weft.stream.PagePool;

/**
 * Finds out which segments of one direction are copies of packets that were captured just before:
 * from a mirror port, a bond, several VLANs or several interfaces. A retransmission is a packet of
 * its own: it has another IP identification, or, where there is none, a reason in what the other
 * side said in between.
 */
final class DuplicateDetector {
  /** The longest time between an original and its copy, in nanoseconds. */
  static final long MAX_NANOS = 10_000_000;

  /** The same where the connection has been seen in several VLANs or tunnels. */
  private static final long MAX_NANOS_BETWEEN_TAGS = 1_000_000_000;

  private static final int MAX_PACKETS = 32;
  private static final int FIRST_PACKETS = 4;
  private static final int WORDS = 5;
  private static final int FACTS = 0;
  private static final int DIGEST = 1;
  private static final int PATH = 2;
  private static final int NANOS = 3;
  private static final int NUMBER = 4;
  private static final int PACKET_BYTES = (WORDS + 2) * Long.BYTES;
  private static final int IDENTIFICATION_SHIFT = 40;

  // The last packets, in a ring. Sequence and acknowledgment numbers have an array of their own,
  // because most searches for an original compare nothing else. The words of a packet are:
  // identification, flags and payload length; digest; path; time; number. A third array holds how
  // many packets the peer had sent before each of them.
  private final PagePool room;
  private long[] sequences = new long[FIRST_PACKETS];
  private long[] words = new long[FIRST_PACKETS * WORDS];
  private int size;
  private int next;
  private long peerPackets;
  private long[] peerBefore = new long[FIRST_PACKETS];
  private boolean hasFirstSyn;
  private int firstSynSequence;
  private long firstSynNanos;
  private long firstSynPacket;

  private long maxNanos = MAX_NANOS;
  private long forgotten;

  /**
   * @param room shared, for more than the last few packets
   */
  DuplicateDetector(PagePool room) {
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

  /** Looks further back from now on: the connection has come in another VLAN or tunnel. */
  void widen() {
    maxNanos = MAX_NANOS_BETWEEN_TAGS;
  }

  /** Counts a packet of the other side that is no copy. */
  void onPeer() {
    peerPackets++;
  }

  /**
   * Takes the first SYN, of which only the header is known. Its sequence number is enough to
   * recognise a copy, because no sender repeats a SYN as quickly as a copy comes.
   */
  void onFirstSyn(Segment segment) {
    hasFirstSyn = true;
    firstSynSequence = segment.sequence();
    firstSynNanos = segment.nanos();
    firstSynPacket = segment.packet();
  }

  /**
   * Looks for the original of a segment. A segment that has none is remembered.
   *
   * @return number of the packet that it is a copy of, or 0
   */
  long find(Segment segment, PacketFingerprint fingerprint) {
    if (hasFirstSyn
        && segment.isBareSyn()
        && segment.sequence() == firstSynSequence
        && isSoonAfter(segment.nanos(), firstSynNanos)) {
      return firstSynPacket;
    }
    long numbers = numbers(segment);
    long facts = facts(segment, fingerprint.identification());
    int original = -1;
    for (int i = 0; i < size; i++) {
      if (sequences[i] == numbers && isSame(i, segment, facts, fingerprint)) {
        original = i;
      }
    }
    if (original >= 0
        && (isIdentified(numbers, fingerprint) || isOtherPassing(original, segment, fingerprint))) {
      return words[original * WORDS + NUMBER];
    }
    keep(segment, numbers, facts, fingerprint);
    return 0;
  }

  private boolean isSame(int kept, Segment segment, long facts, PacketFingerprint fingerprint) {
    int at = kept * WORDS;
    return words[at + FACTS] == facts
        && words[at + DIGEST] == fingerprint.digest()
        && isSoonAfter(segment.nanos(), words[at + NANOS]);
  }

  /** Does no packet with other sequence numbers have the same identification? */
  private boolean isIdentified(long numbers, PacketFingerprint fingerprint) {
    boolean isIdentified = fingerprint.identification() != PacketFingerprint.NO_IDENTIFICATION;
    for (int i = 0; i < size; i++) {
      isIdentified &=
          sequences[i] == numbers
              || words[i * WORDS + FACTS] >> IDENTIFICATION_SHIFT != fingerprint.identification();
    }
    return isIdentified;
  }

  /**
   * Where no identification helps: was the segment seen at another place, or sooner than a sender
   * repeats it?
   */
  private boolean isOtherPassing(int original, Segment segment, PacketFingerprint fingerprint) {
    return words[original * WORDS + PATH] != fingerprint.path()
        || (segment.sequenceLength() > 0 && peerBefore[original] == peerPackets);
  }

  private boolean isSoonAfter(long nanos, long before) {
    return nanos >= before && nanos - before <= maxNanos;
  }

  private static long numbers(Segment segment) {
    return (long) segment.sequence() << 32 | (segment.acknowledgment() & 0xFFFF_FFFFL);
  }

  private static long facts(Segment segment, int identification) {
    return (long) identification << IDENTIFICATION_SHIFT
        | (long) (segment.flags() & 0xFFF) << 24
        | (segment.length() & 0xFF_FFFF);
  }

  private void keep(Segment segment, long numbers, long facts, PacketFingerprint fingerprint) {
    int place = place(segment.nanos());
    int at = place * WORDS;
    size = Math.max(size, place + 1);
    next = place + 1;
    sequences[place] = numbers;
    words[at + FACTS] = facts;
    words[at + DIGEST] = fingerprint.digest();
    words[at + PATH] = fingerprint.path();
    words[at + NANOS] = segment.nanos();
    words[at + NUMBER] = segment.packet();
    peerBefore[place] = peerPackets;
  }

  /**
   * Where the next packet is kept: in a free place, or else in that of the oldest, of which no copy
   * may come any more or for which there is no room.
   */
  private int place(long nanos) {
    int oldest = next == peerBefore.length ? 0 : next;
    if (oldest == size
        || size == MAX_PACKETS
        || !isSoonAfter(nanos, words[oldest * WORDS + NANOS])) {
      return oldest;
    }
    if (!room.reserve(size * PACKET_BYTES)) {
      forgotten++;
      return oldest;
    }
    sequences = twice(sequences, oldest);
    peerBefore = twice(peerBefore, oldest);
    words = twice(words, oldest * WORDS);
    return size;
  }

  /** Twice as many places: the ring's contents in their order, and the free places behind them. */
  private static long[] twice(long[] ring, int oldest) {
    long[] more = new long[2 * ring.length];
    int behind = ring.length - oldest;
    System.arraycopy(ring, oldest, more, 0, behind);
    System.arraycopy(ring, 0, more, behind, oldest);
    return more;
  }
}
