package io.weft.dissect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers of datagrams that are not used any more, kept for use again. Their lengths are powers of
 * two, so that a buffer is at most twice as long as what was asked for. Not thread-safe.
 */
final class DatagramBuffers {
  private static final int SHORTEST_BITS = 9;
  private static final int LONGEST_BITS = 16;

  private final List<ArrayDeque<byte[]>> byLength = new ArrayList<>();
  private final long most;
  private long kept;

  /**
   * @param most bytes of all buffers that are kept together
   */
  DatagramBuffers(long most) {
    this.most = most;
    for (int bits = SHORTEST_BITS; bits <= LONGEST_BITS; bits++) {
      byLength.add(new ArrayDeque<>());
    }
  }

  /**
   * A buffer with unknown contents.
   *
   * @param length from 1 to 65,536; the buffer may be longer
   */
  byte[] take(int length) {
    int bits = Math.max(SHORTEST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
    byte[] buffer = byLength.get(bits - SHORTEST_BITS).poll();
    if (buffer == null) {
      return new byte[1 << bits];
    }
    kept -= buffer.length;
    return buffer;
  }

  /** Keeps a buffer that {@link #take} gave, if there is room; nobody else may use it any more. */
  void giveBack(byte[] buffer) {
    if (kept + buffer.length <= most) {
      kept += buffer.length;
      int bits = Integer.numberOfTrailingZeros(buffer.length);
      byLength.get(bits - SHORTEST_BITS).push(buffer);
    }
  }
}
