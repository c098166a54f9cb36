package io.weft.flow.tcp;

import io.weft.flow.segment.Segment;

/**
 * Recognises segments that the capture holds twice (from a mirror port, a bond, several VLANs, or
 * merged files) by what little is kept of the last four segments of each end. It serves where
 * segments are not analysed; the analysis compares contents, and looks further back.
 *
 * <p>A copy has the numbers and the IP identification of its original; a retransmission has another
 * identification. Where hosts do not count identifications, a copy has come another way (its time
 * to live or its VLAN differs), or follows its original at once, sooner than any sender sends
 * again.
 */
final class CopyFinder {
  /** The longest time between a copy and the packet of the connection before it, in nanoseconds. */
  private static final long MAX_NANOS = 10_000_000;

  /** The same where the connection has been seen in several VLANs or tunnels. */
  private static final long MAX_NANOS_BETWEEN_TAGS = 1_000_000_000;

  /** How many digests of each end are kept where it has; a power of two. */
  private static final int WIDE = 32;

  private static final int MIX = 0x9E37_79B1;

  // Four digests of 32 bits for each end, the newest in the low half of the first number; 0 is
  // none.
  private long firstNewer;
  private long firstOlder;
  private long otherNewer;
  private long otherOlder;

  /** More digests, those of the first end first; null where the last four are enough. */
  private int[] wide;

  private int firstCount;
  private int otherCount;
  private long lastNanos;
  private boolean isLastFromFirst;
  private char firstPath;
  private char otherPath;
  private char firstIdentification;
  private char otherIdentification;
  private boolean isFirstCounting;
  private boolean isOtherCounting;

  /** Is the segment a copy of one that came shortly before? One that is none is remembered. */
  boolean isCopy(Segment segment) {
    boolean fromFirst = segment.isFromFirst();
    int digest = digest(segment);
    boolean isCopy = isSoon(segment.nanos()) && isKnown(segment, digest);
    if (!isCopy) {
      keep(segment, digest);
    }
    isLastFromFirst = fromFirst;
    lastNanos = segment.nanos();
    return isCopy;
  }

  private boolean isSoon(long nanos) {
    long limit = wide == null ? MAX_NANOS : MAX_NANOS_BETWEEN_TAGS;
    return nanos >= lastNanos && nanos - lastNanos <= limit;
  }

  /** Looks further back from now on: the connection has come in another VLAN or tunnel. */
  void widen() {
    if (wide == null) {
      wide = new int[2 * WIDE];
    }
  }

  private boolean isKept(boolean ofFirst, int digest) {
    int from = ofFirst ? 0 : WIDE;
    for (int i = 0; wide != null && i < WIDE; i++) {
      if (wide[from + i] == digest) {
        return true;
      }
    }
    return false;
  }

  private boolean isKnown(Segment segment, int digest) {
    boolean fromFirst = segment.isFromFirst();
    long newer = fromFirst ? firstNewer : otherNewer;
    long older = fromFirst ? firstOlder : otherOlder;
    boolean isNewest = (int) newer == digest;
    if (!isNewest
        && (int) (newer >>> 32) != digest
        && (int) older != digest
        && (int) (older >>> 32) != digest
        && !isKept(fromFirst, digest)) {
      return false;
    }
    boolean isCounting = fromFirst ? isFirstCounting : isOtherCounting;
    return (segment.identification() != 0 && isCounting)
        || (char) segment.path() != (fromFirst ? firstPath : otherPath)
        || (isNewest && isLastFromFirst == fromFirst && segment.sequenceLength() > 0);
  }

  private void keep(Segment segment, int digest) {
    if (wide != null) {
      int place = segment.isFromFirst() ? firstCount++ : otherCount++;
      wide[(segment.isFromFirst() ? 0 : WIDE) + (place & WIDE - 1)] = digest;
    }
    char identification = (char) segment.identification();
    if (segment.isFromFirst()) {
      isFirstCounting |= firstNewer != 0 && identification != firstIdentification;
      firstOlder = firstOlder << 32 | firstNewer >>> 32;
      firstNewer = firstNewer << 32 | (digest & 0xFFFF_FFFFL);
      firstIdentification = identification;
      firstPath = (char) segment.path();
    } else {
      isOtherCounting |= otherNewer != 0 && identification != otherIdentification;
      otherOlder = otherOlder << 32 | otherNewer >>> 32;
      otherNewer = otherNewer << 32 | (digest & 0xFFFF_FFFFL);
      otherIdentification = identification;
      otherPath = (char) segment.path();
    }
  }

  /** The numbers, flags, window, length and IP identification in one number other than 0. */
  private static int digest(Segment segment) {
    int digest = segment.sequence() * MIX + segment.acknowledgment();
    digest = digest * MIX + (segment.flags() << 16 | segment.window());
    digest = digest * MIX + segment.length();
    digest = digest * MIX + segment.identification();
    digest ^= digest >>> 15;
    return digest == 0 ? 1 : digest;
  }
}
