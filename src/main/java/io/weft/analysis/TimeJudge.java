package io.weft.analysis;

import io.weft.capture.CapturedPacket;
import io.weft.dissect.Packet;

/**
 * Decides which times of packets are believed. A few packets whose times lie far from those before
 * and behind them, while these agree, are <em>stray</em>: a clock that jumped and came back, or
 * damage. Time-outs and records then take the time of the packet before. A longer run of such
 * packets is a real jump of the clock, and is believed.
 *
 * <p>Only a packet whose time lies far from the last one believed has to wait until those behind it
 * have come. At a capture's beginning and end, where one neighbour is missing, only a step back
 * makes a run stray, because nobody stops a capture for having been quiet for a while.
 */
final class TimeJudge {
  /** Times that lie further apart than this contradict one another, in nanoseconds. */
  private static final long FAR_NANOS = 60_000_000_000L;

  /** The longest run of stray packets. */
  private static final int LONGEST_RUN = 4;

  /** How many packets may wait: a run, and the one behind it. */
  static final int MOST_WAITING = LONGEST_RUN + 1;

  private final long[] times = new long[MOST_WAITING];
  private final boolean[] isTimed = new boolean[MOST_WAITING];
  private int waiting;

  /** How many packets at the head have been decided, and what is believed of them. */
  private int decided;

  private final long[] believed = new long[MOST_WAITING];

  private boolean hasLast;
  private long last;
  private long strays;

  /** Does the packet's time agree with the last one, and no packet wait before it? */
  boolean believes(CapturedPacket packet) {
    if (waiting > 0 || !hasLast || !packet.hasTime() || isFar(packet.timeNanos(), last)) {
      return false;
    }
    last = packet.timeNanos();
    return true;
  }

  /**
   * Lets a packet wait behind the others; there is room for it where all decided ones are taken.
   */
  void add(CapturedPacket packet) {
    times[waiting] = packet.timeNanos();
    isTimed[waiting] = packet.hasTime();
    waiting++;
  }

  /**
   * Decides as many of the packets that wait as can be.
   *
   * @param noMore whether no packet behind them will come, or not soon
   * @return how many at the head are decided; to be {@linkplain #taken taken}
   */
  int decide(boolean noMore) {
    while (decided < waiting) {
      int run = run(noMore);
      if (run == 0) {
        break;
      }
      decided += run;
    }
    return decided;
  }

  /** What is believed of a decided packet, in nanoseconds since the epoch. */
  long believed(int nth) {
    return believed[nth];
  }

  /** Forgets the packets that were decided. */
  void taken() {
    int left = waiting - decided;
    System.arraycopy(times, decided, times, 0, left);
    System.arraycopy(isTimed, decided, isTimed, 0, left);
    waiting = left;
    decided = 0;
  }

  int waiting() {
    return waiting;
  }

  /** How many packets were stray. */
  long strays() {
    return strays;
  }

  /** Decides the packets from the first undecided one on; 0 where that has to wait. */
  private int run(boolean noMore) {
    int head = decided;
    if (!isTimed[head] || (hasLast && !isFar(times[head], last))) {
      return believe(head);
    }
    boolean isWhole = waiting - head == MOST_WAITING;
    if (!hasLast) {
      return isWhole || noMore ? first(head, noMore) : 0;
    }
    for (int behind = head + 1; behind < waiting; behind++) {
      if (isTimed[behind] && !isFar(times[behind], last)) {
        return isFarFromAll(head, behind) ? stray(head, behind, last) : believe(head);
      }
    }
    if (isWhole) {
      return believe(head);
    }
    if (!noMore) {
      return 0;
    }
    return isBefore(head, last) ? stray(head, waiting, last) : believe(head);
  }

  /**
   * Decides the first packets of the capture: they are stray where the time steps back behind them
   * and stays there. Where no more come, the shorter part is the stray one.
   */
  private int first(int head, boolean noMore) {
    for (int behind = head + 1; behind < waiting; behind++) {
      boolean isLonger = !noMore || waiting - behind >= behind - head;
      if (isTimed[behind] && isLonger && isStepBack(head, behind) && isKept(behind)) {
        return stray(head, behind, times[behind]);
      }
    }
    return believe(head);
  }

  /** Does the next packet, if there is one, agree with this one? */
  private boolean isKept(int nth) {
    for (int next = nth + 1; next < waiting; next++) {
      if (isTimed[next]) {
        return !isFar(times[next], times[nth]);
      }
    }
    return true;
  }

  private int believe(int nth) {
    if (isTimed[nth]) {
      last = times[nth];
      hasLast = true;
    }
    believed[nth] = hasLast ? last : Packet.NO_TIME;
    return 1;
  }

  private int stray(int from, int to, long instead) {
    for (int i = from; i < to; i++) {
      believed[i] = instead;
      strays += isTimed[i] ? 1 : 0;
    }
    return to - from;
  }

  private boolean isFarFromAll(int from, int behind) {
    for (int i = from; i < behind; i++) {
      if (isTimed[i] && !isFar(times[i], times[behind])) {
        return false;
      }
    }
    return true;
  }

  /** Do all packets of a run lie far behind, in time, the packet that follows them? */
  private boolean isStepBack(int from, int behind) {
    for (int i = from; i < behind; i++) {
      if (isTimed[i] && !isFarBefore(times[behind], times[i])) {
        return false;
      }
    }
    return true;
  }

  /** Do all packets from one on lie far before a time? */
  private boolean isBefore(int from, long time) {
    for (int i = from; i < waiting; i++) {
      if (isTimed[i] && !isFarBefore(times[i], time)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFarBefore(long early, long late) {
    return early < late && isFar(early, late);
  }

  private static boolean isFar(long one, long other) {
    long distance = one - other;
    boolean overflows = ((one ^ other) & (one ^ distance)) < 0;
    return overflows || distance > FAR_NANOS || distance < -FAR_NANOS;
  }
}
