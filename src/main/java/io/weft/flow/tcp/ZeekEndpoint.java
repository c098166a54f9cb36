package io.weft.flow.tcp;

import io.weft.flow.segment.Segment;
import io.weft.flow.segment.Sequence;
import io.weft.protocol.transport.tcp.Tcp;

/**
 * What Zeek's rules need to know of one end of a TCP connection: its state, and how far its
 * sequence numbers have come.
 */
final class ZeekEndpoint {
  /** Zeek trusts no sequence number of a SYN or RST that jumps further than this. */
  private static final int MAX_CONTROL_JUMP = 1 << 20;

  private EndpointState state = EndpointState.INACTIVE;
  private EndpointState stateBeforeReset = EndpointState.INACTIVE;
  private boolean hasBase;
  private int base;
  private int highest;
  private int acknowledged;

  /**
   * Did the peer acknowledge that number? Otherwise it was derived from where the sequence numbers
   * seem to begin.
   */
  private boolean isAcknowledged;

  /** Events that have been recorded: bits of {@link History}. */
  private byte seen;

  private int synOffset;
  private int finOffset;
  private int rstOffset;
  private int repeats;
  private int zeroWindows;
  private int corruptSegments;
  private int gaps;

  EndpointState state() {
    return state;
  }

  void state(EndpointState next) {
    state = next;
  }

  /** Records that the end has sent a reset. */
  void reset() {
    stateBeforeReset = state;
    state = EndpointState.RESET;
  }

  /** Had the end sent a FIN before it sent the reset? */
  boolean wasClosedBeforeReset() {
    return state == EndpointState.RESET && stateBeforeReset == EndpointState.CLOSED;
  }

  boolean hasBase() {
    return hasBase;
  }

  /** The sequence number before the first byte: that of the SYN where there was one. */
  int base() {
    return base;
  }

  /** The number behind the highest one sent. */
  int highest() {
    return highest;
  }

  /** Does a number that the peer acknowledges lie within what this end has sent? */
  boolean hasSent(int acknowledgment) {
    return !Sequence.isBefore(acknowledgment, base) && !Sequence.isBefore(highest, acknowledgment);
  }

  /** The highest number that the peer has acknowledged. */
  int acknowledged() {
    return acknowledged;
  }

  /** Has the peer said what {@link #acknowledged} tells? */
  boolean isAcknowledged() {
    return isAcknowledged;
  }

  /** Sets the base where it is not known yet, before the segment is examined. */
  void prepare(Segment segment) {
    if (!hasBase) {
      begin(segment.has(Tcp.SYN) ? segment.sequence() : segment.sequence() - 1);
      highest = segment.sequence();
    } else if (segment.has(Tcp.SYN) && segment.sequence() != base && state != EndpointState.RESET) {
      begin(segment.sequence());
      highest = segment.sequence();
    }
  }

  /** The peer has acknowledged up to here. */
  void onAcknowledged(int acknowledgment) {
    if (!hasBase) {
      begin(acknowledgment - 1);
      highest = acknowledgment;
    }
    if (Sequence.isBefore(acknowledged, acknowledgment)) {
      acknowledged = acknowledgment;
      isAcknowledged = true;
    }
  }

  private void begin(int sequence) {
    hasBase = true;
    base = sequence;
    acknowledged = sequence;
    isAcknowledged = false;
  }

  /**
   * Moves the highest sequence number seen.
   *
   * @return true where the payload of the segment does not move it, and so is a repeat
   */
  boolean advance(Segment segment) {
    int end = segment.sequence() + segment.sequenceLength();
    int delta = Sequence.distance(highest, end);
    if ((segment.has(Tcp.SYN) || segment.has(Tcp.RST))
        && (delta > MAX_CONTROL_JUMP || delta < -MAX_CONTROL_JUMP)) {
      return false;
    }
    if (segment.has(Tcp.FIN) && highest == base + 1) {
      highest = end;
    } else if (state != EndpointState.RESET) {
      if (delta > 0) {
        highest = end;
      } else {
        return segment.length() > 0;
      }
    }
    return false;
  }

  /** Payload that the end must have sent, by sequence numbers alone; modulo 2^32. */
  int sequenceBytes() {
    int end = Sequence.isBefore(highest, acknowledged) ? acknowledged : highest;
    int size = end - base;
    if (size != 0) {
      size--;
    }
    return size > 0 && hasSeen(History.FIN) ? size - 1 : size;
  }

  /** Has this event of the end been recorded? */
  boolean hasSeen(int event) {
    return (seen & event) != 0;
  }

  /** Has nothing but this event been recorded? */
  boolean hasSeenOnly(int event) {
    return seen == event;
  }

  void see(int event) {
    seen |= (byte) event;
  }

  /** Sequence number of the end's last SYN, FIN or RST, counted from the base. */
  int offsetOf(int event) {
    return switch (event) {
      case History.SYN -> synOffset;
      case History.FIN -> finOffset;
      default -> rstOffset;
    };
  }

  void offsetOf(int event, int offset) {
    switch (event) {
      case History.SYN -> synOffset = offset;
      case History.FIN -> finOffset = offset;
      default -> rstOffset = offset;
    }
  }

  /** Counts a segment that repeated earlier bytes; returns the count so far. */
  int countRepeat() {
    return ++repeats;
  }

  /** Counts a segment with a window of 0; returns the count so far. */
  int countZeroWindow() {
    return ++zeroWindows;
  }

  /** Counts a segment with a wrong checksum; returns the count so far. */
  int countCorrupt() {
    return ++corruptSegments;
  }

  /** Counts an acknowledgment of bytes that the capture does not hold; returns the count so far. */
  int countGap() {
    return ++gaps;
  }
}
