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

  private static final int MIX = 0x9E37_79B1;

  // Four digests of 32 bits for each end, the newest in the low half of the first number; 0 is
  // none.
  private long firstNewer;
  private long firstOlder;
  private long otherNewer;
  private long otherOlder;
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
    return nanos >= lastNanos && nanos - lastNanos <= MAX_NANOS;
  }

  private boolean isKnown(Segment segment, int digest) {
    boolean fromFirst = segment.isFromFirst();
    long newer = fromFirst ? firstNewer : otherNewer;
    long older = fromFirst ? firstOlder : otherOlder;
    boolean isNewest = (int) newer == digest;
    if (!isNewest
        && (int) (newer >>> 32) != digest
        && (int) older != digest
        && (int) (older >>> 32) != digest) {
      return false;
    }
    boolean isCounting = fromFirst ? isFirstCounting : isOtherCounting;
    return (segment.identification() != 0 && isCounting)
        || (char) segment.path() != (fromFirst ? firstPath : otherPath)
        || (isNewest && isLastFromFirst == fromFirst && segment.sequenceLength() > 0);
  }

  private void keep(Segment segment, int digest) {
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
