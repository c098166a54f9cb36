package io.weft.insight.story;

import io.weft.dissect.Direction;
import java.util.Arrays;

/**
 * The segments with payload of one connection, so that a story can name packets. It has room for
 * some, and forgets those that come later.
 */
final class SegmentLog {
  /** 2 MB at most; a story names packets of the beginning exactly, and counts no more behind. */
  private static final int MAX_SEGMENTS = 1 << 16;

  /** A retransmission comes within a window, which is no more segments than this. */
  private static final int LOOK_BACK = 4096;

  private static final int FIRST_ROOM = 256;

  private long[] packets = new long[FIRST_ROOM];
  private long[] times = new long[FIRST_ROOM];
  private long[] offsets = new long[FIRST_ROOM];

  /** Length of the payload; below 0 for what the server sent. */
  private int[] lengths = new int[FIRST_ROOM];

  private int size;

  void add(Direction direction, long packet, long nanos, long offset, int length) {
    if (size == MAX_SEGMENTS) {
      return;
    }
    if (size == packets.length) {
      packets = Arrays.copyOf(packets, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
      offsets = Arrays.copyOf(offsets, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
    }
    packets[size] = packet;
    times[size] = nanos;
    offsets[size] = offset;
    lengths[size] = direction == Direction.FROM_CLIENT ? length : -length;
    size++;
  }

  /** Reads what was told of one direction as that of the other. */
  void reverse() {
    for (int i = 0; i < size; i++) {
      lengths[i] = -lengths[i];
    }
  }

  /** Index of the last segment that carried the byte before; -1 where none is known. */
  int find(Direction direction, long offset) {
    for (int i = size - 1; i >= Math.max(0, size - LOOK_BACK); i--) {
      boolean isSameSide = (lengths[i] > 0) == (direction == Direction.FROM_CLIENT);
      if (isSameSide && offsets[i] <= offset && offset < offsets[i] + Math.abs(lengths[i])) {
        return i;
      }
    }
    return -1;
  }

  long packet(int index) {
    return packets[index];
  }

  long nanos(int index) {
    return times[index];
  }

  /** The segments of a direction between two times, both included. */
  Range range(Direction direction, long from, long to) {
    long first = 0;
    long last = 0;
    int count = 0;
    long bytes = 0;
    for (int i = 0; i < size; i++) {
      boolean isSameSide = (lengths[i] > 0) == (direction == Direction.FROM_CLIENT);
      if (isSameSide && times[i] >= from && times[i] <= to) {
        first = first == 0 ? packets[i] : first;
        last = packets[i];
        count++;
        bytes += Math.abs(lengths[i]);
      }
    }
    return new Range(first, last, count, bytes);
  }

  /**
   * Some segments.
   *
   * @param first number of the first packet; 0 where there is none
   * @param bytes of payload, those that came again included
   */
  record Range(long first, long last, int count, long bytes) {}
}
