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
  byte[] bytes;

  int length;

  /**
   * What the turn is where messages of a WebSocket are printed: {@code text}, {@code binary}, or a
   * control frame, such as {@code close}; null elsewhere, and for a part of a message whose end has
   * not come.
   */
  String message;

  /** Is the turn a control frame, whose bytes only describe it? */
  boolean isControl;

  Turn() {
    this(new byte[1 << 14]);
  }

  private Turn(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The same turn, which stays when this object is reused. */
  Turn copy() {
    Turn copy = new Turn(new byte[length]);
    copy.take(this);
    return copy;
  }

  /** Lets go of the first bytes. */
  void dropFirst(int count) {
    bytes = Arrays.copyOfRange(bytes, count, length);
    offset += count;
    length -= count;
  }

  /** Becomes the same as another turn. */
  void take(Turn other) {
    direction = other.direction;
    firstPacket = other.firstPacket;
    lastPacket = other.lastPacket;
    nanos = other.nanos;
    elapsedNanos = other.elapsedNanos;
    offset = other.offset;
    message = other.message;
    isControl = other.isControl;
    length = 0;
    append(other.bytes, 0, other.length);
  }

  /** Adds bytes behind those of the turn. */
  void append(byte[] more, int from, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }
}
