package io.weft.report.follow;

import io.weft.dissect.Direction;
import java.util.Arrays;

/**
 * Bytes that one side of a stream sent until the other side sent some, or until a gap; or one
 * datagram. {@link StreamTurns} fills it, and reuses it for the next turn.
 */
final class Turn {
  Direction direction;

  /** The lowest number of the packets that carried the bytes. */
  long firstPacket;

  /** The highest number of the packets that carried the bytes. */
  long lastPacket;

  /** When the packet with the first byte was captured, in nanoseconds since the epoch. */
  long nanos;

  /** The time from the stream's first packet to {@link #nanos}. */
  long elapsedNanos;

  /** The offset of the first byte in its side's stream, where gaps count. */
  long offset;

  /** The first {@link #length} bytes are those of the turn. */
  byte[] bytes = new byte[1 << 14];

  int length;

  /** Adds bytes behind those of the turn. */
  void append(byte[] more, int from, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }
}
