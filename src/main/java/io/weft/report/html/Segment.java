package io.weft.report.html;

/** A TCP segment as the page draws it. The object is reused for the next segment. */
final class Segment {
  /** The sender had sent these bytes before. */
  static final int RESENT = 1;

  /** Other segments overtook it. */
  static final int OVERTAKEN = 1 << 1;

  /** It was sent again, and not needed. */
  static final int NEEDLESS = 1 << 2;

  /** The capture holds it more than once. */
  static final int COPY = 1 << 3;

  /** Its sender can take nothing. */
  static final int ZERO_WINDOW = 1 << 4;

  /** It only asks whether the peer is there, or answers that. */
  static final int KEEP_ALIVE = 1 << 5;

  /** It only asks whether a closed window has opened, or answers that. */
  static final int PROBE = 1 << 6;

  /** Bytes before it are not in the capture so far. */
  static final int AFTER_GAP = 1 << 7;

  /** It fills the peer's window. */
  static final int FILLS_WINDOW = 1 << 8;

  /** It acknowledges the same once more. */
  static final int SAME_ACK = 1 << 9;

  /** It was sent again because of such acknowledgments, before any time-out. */
  static final int FAST = 1 << 10;

  /** Its first copy was lost before it reached the capture. */
  static final int LOST_BEFORE = 1 << 11;

  /** By what its window is to be multiplied is not known. */
  static final int UNSCALED = 1 << 12;

  /** It acknowledges bytes that the capture does not hold. */
  static final int ACKS_UNSEEN = 1 << 13;

  /** Ranges of a SACK option (RFC 2018) at most. */
  static final int MAX_SACKS = 4;

  /** Bits of the header. */
  static final int FIN = 1;

  static final int SYN = 1 << 1;
  static final int RST = 1 << 2;
  static final int PSH = 1 << 3;
  static final int ACK = 1 << 4;

  // Sequence numbers count from the first of their side; 32 bits, as the header has them.
  long stream;
  int sourcePort;
  int sequence;
  int length;
  int acknowledgment;
  int flags;
  long window;
  int marks;
  long inFlight;
  long rttNanos;
  int sacks;
  final int[] sackEdges = new int[2 * MAX_SACKS];
  int leftEdges;

  void clear() {
    stream = -1;
    sourcePort = 0;
    sequence = 0;
    length = 0;
    acknowledgment = 0;
    flags = 0;
    window = 0;
    marks = 0;
    inFlight = 0;
    rttNanos = -1;
    sacks = 0;
    leftEdges = 0;
  }
}
