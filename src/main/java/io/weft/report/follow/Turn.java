package io.weft.report.follow;

import io.weft.dissect.Direction;
import java.util.Arrays;

/**
 * Bytes that one side of a stream sent before the other came, or before a gap; or one datagram.
 * Filled by {@link StreamFollower}, and used again for the next one.
 */
final class Turn {
  Direction direction;

  /** Lowest and highest number of the packets that carried the bytes. */
  long firstPacket;

  long lastPacket;

  /** When the packet of the first byte was captured, in nanoseconds since the epoch. */
  long nanos;

  /** From the stream's first packet to {@link #nanos}. */
  long elapsedNanos;

  /** Of the first byte in what its side sent; gaps count. */
  long offset;

  /** The first {@link #length} are the turn's. */
  byte[] bytes = new byte[1 << 14];

  int length;

  void append(byte[] more, int from, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }
}
