package io.weft.flow.analysis;

import io.weft.flow.segment.Segment;
import io.weft.flow.segment.Sequence;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.protocol.transport.tcp.TcpVerdict;
import io.weft.stream.PagePool;
import java.util.Arrays;

/**
 * Remembers the last retransmissions of one direction: what the receiver says later may prove them
 * spurious, and round-trip times of such segments are ambiguous. The number is bounded; a
 * retransmission that is forgotten before it was acknowledged is counted.
 */
final class RetransmissionLog {
  private static final int MAX = 32;
  private static final int FIRST = 2;
  private static final int ENTRY_BYTES = 3 * Integer.BYTES + 1 + Long.BYTES;

  /** The retransmission is known to be spurious. */
  private static final int SETTLED = 1;

  private static final int HAS_TIMESTAMP = 1 << 1;
  private static final int LOST_BEYOND = 1 << 2;

  private final PagePool room;
  private int[] from = new int[FIRST];
  private int[] to = new int[FIRST];
  private int[] timestamp = new int[FIRST];
  private byte[] flags = new byte[FIRST];
  private long[] packet = new long[FIRST];
  private int size;
  private int next;
  private long forgotten;
  private long provenPacket;
  private boolean provenLostBeyond;

  /**
   * @param room shared, for more than the last few
   */
  RetransmissionLog(PagePool room) {
    this.room = room;
  }

  /** Gives the room back; no more segments may come. */
  void release() {
    room.release((from.length - FIRST) * ENTRY_BYTES);
  }

  /** Retransmissions that were forgotten before they were acknowledged. */
  long forgotten() {
    return forgotten;
  }

  /**
   * @param acknowledged what the receiver has acknowledged so far
   */
  void add(
      int first,
      int end,
      Segment segment,
      TcpOptions options,
      TcpVerdict verdict,
      int acknowledged) {
    if (next == from.length && !grow()) {
      next = 0;
    }
    if (next == size) {
      size++;
    } else if (Sequence.isBefore(acknowledged, to[next])) {
      forgotten++;
    }
    from[next] = first;
    to[next] = end;
    timestamp[next] = options.hasTimestamps() ? options.timestampValue() : 0;
    flags[next] =
        (byte)
            ((verdict.has(TcpVerdict.SPURIOUS) ? SETTLED : 0)
                | (options.hasTimestamps() ? HAS_TIMESTAMP : 0)
                | (verdict.lossSide() == TcpVerdict.LossSide.RECEIVER ? LOST_BEYOND : 0));
    packet[next] = segment.packet();
    next++;
  }

  private boolean grow() {
    if (size == MAX || !room.reserve(size * ENTRY_BYTES)) {
      return false;
    }
    int places = 2 * size;
    from = Arrays.copyOf(from, places);
    to = Arrays.copyOf(to, places);
    timestamp = Arrays.copyOf(timestamp, places);
    flags = Arrays.copyOf(flags, places);
    packet = Arrays.copyOf(packet, places);
    return true;
  }

  /** Was any of these sequence numbers sent more than once? */
  boolean overlaps(int first, int end) {
    for (int i = 0; i < size; i++) {
      if (Sequence.isBefore(first, to[i]) && Sequence.isBefore(from[i], end)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The receiver reports that it has got these numbers twice (RFC 2883).
   *
   * @return does that prove a retransmission spurious that was not known to be?
   */
  boolean proveByDsack(int first, int end) {
    for (int i = 0; i < size; i++) {
      boolean isOpen = (flags[i] & SETTLED) == 0;
      if (isOpen && Sequence.isBefore(first, to[i]) && Sequence.isBefore(from[i], end)) {
        prove(i);
        return true;
      }
    }
    return false;
  }

  /**
   * An acknowledgment moves on whose timestamp answers an earlier segment than the retransmission
   * (RFC 3522). That holds for the segment that the receiver waited for only: of any other the
   * timestamp need not be the one answered (RFC 7323, section 4.3).
   *
   * @return does that prove a retransmission spurious that was not known to be?
   */
  boolean proveByTimestamp(int before, int acknowledgment, int echo) {
    for (int i = 0; i < size; i++) {
      if (from[i] == before
          && !Sequence.isBefore(acknowledgment, to[i])
          && (flags[i] & (SETTLED | HAS_TIMESTAMP)) == HAS_TIMESTAMP
          && Sequence.isBefore(echo, timestamp[i])) {
        prove(i);
        return true;
      }
    }
    return false;
  }

  private void prove(int index) {
    flags[index] |= SETTLED;
    provenPacket = packet[index];
    provenLostBeyond = (flags[index] & LOST_BEYOND) != 0;
  }

  /** Number of the packet whose retransmission the last proof was about. */
  long provenPacket() {
    return provenPacket;
  }

  /** Had the first copy of that packet been counted as lost between capture and receiver? */
  boolean provenLostBeyond() {
    return provenLostBeyond;
  }
}
