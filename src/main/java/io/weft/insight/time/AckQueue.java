package io.weft.insight.time;

/**
 * Acknowledgments that were captured and have not yet reached the end that they go to. A ring of
 * fixed size: where it is full, the oldest counts as arrived.
 */
final class AckQueue {
  /** Acknowledgments on the way at a time; more than that are as good as a continuous row. */
  private static final int SIZE = 64;

  private static final int FEW = 4;

  private static final long[] NO_LONGS = {};

  // Most connections of a scan, and many others, never have an acknowledgment on the way.
  private long[] seen = NO_LONGS;
  private long[] acknowledged = NO_LONGS;
  private long[] edge = NO_LONGS;
  private int[] clock = {};
  private boolean[] isClosed = {};
  private int head;
  private int count;

  /** Estimated memory, in bytes. */
  int memory() {
    return 120 + seen.length * 29;
  }

  /**
   * @param nanos when it was captured
   * @param right offset behind the window; -1 where the window is not known
   * @param timestamp its sender's clock
   */
  void add(long nanos, long ack, long right, int timestamp, boolean closed) {
    if (count == seen.length) {
      if (count == SIZE) {
        throw new IllegalStateException("no room: take the oldest first");
      }
      grow();
    }
    int at = (head + count) % seen.length;
    seen[at] = nanos;
    acknowledged[at] = ack;
    edge[at] = right;
    clock[at] = timestamp;
    isClosed[at] = closed;
    count++;
  }

  private void grow() {
    int from = head;
    int larger = Math.max(FEW, Math.min(SIZE, seen.length * 2));
    long[] newSeen = new long[larger];
    long[] newAcknowledged = new long[larger];
    long[] newEdge = new long[larger];
    int[] newClock = new int[larger];
    boolean[] newClosed = new boolean[larger];
    for (int i = 0; i < count; i++) {
      int at = (from + i) % seen.length;
      newSeen[i] = seen[at];
      newAcknowledged[i] = acknowledged[at];
      newEdge[i] = edge[at];
      newClock[i] = clock[at];
      newClosed[i] = isClosed[at];
    }
    seen = newSeen;
    acknowledged = newAcknowledged;
    edge = newEdge;
    clock = newClock;
    isClosed = newClosed;
    head = 0;
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count == SIZE;
  }

  long seen() {
    return seen[head];
  }

  long acknowledged() {
    return acknowledged[head];
  }

  long edge() {
    return edge[head];
  }

  int clock() {
    return clock[head];
  }

  boolean isClosed() {
    return isClosed[head];
  }

  void remove() {
    head = (head + 1) % seen.length;
    count--;
  }
}
