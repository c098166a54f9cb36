package io.weft.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Flows in the order in which they fall idle, a list a time-out.
 *
 * <p>A flow is moved to the end of its list not with every packet, which would touch three other
 * flows each time, but once an eighth of the time-out has passed since it last moved. So a list is
 * in order to within that eighth, and no flow leaves later than an eighth of its time-out after it
 * could. (That a packet comes too late for its flow is decided by the flow's own last packet,
 * exactly.)
 */
final class IdleLists {
  /** TCP: one SYN, and nothing more. */
  static final int ATTEMPT = 0;

  static final int OPEN = 1;

  /** TCP: closed or reset, the record still to leave. */
  static final int LINGERING = 2;

  /** The record has left. */
  static final int PAST = 3;

  static final int OTHER = 4;

  /** Like {@link #ATTEMPT}, but with the state of a connection: the SYN was repeated. */
  static final int RETRIED = 5;

  private static final int LISTS = 6;

  /** Flows whose time lies ahead of the clock that a check moves out of the way, at most. */
  private static final int MAX_MOVED = 16;

  private static final int TICK_SHIFT = 27; // about an eighth of a second
  private static final long NEVER = Long.MAX_VALUE;

  private final Flow[] oldest = new Flow[LISTS];
  private final Flow[] newest = new Flow[LISTS];
  private final long[] timeouts = new long[LISTS];
  private final long closedTimeout;
  private final int[] lazyTicks = new int[LISTS];
  private long nextCheck = NEVER;

  IdleLists(FlowConfig config) {
    timeouts[ATTEMPT] = nanos(config.attemptTimeout().toNanos());
    timeouts[OPEN] = nanos(config.tcpTimeout().toNanos());
    timeouts[LINGERING] = nanos(config.closeLinger().toNanos());
    timeouts[PAST] = NEVER;
    closedTimeout = timeouts[ATTEMPT];
    timeouts[RETRIED] = timeouts[ATTEMPT];
    timeouts[OTHER] = nanos(config.otherTimeout().toNanos());
    for (int i = 0; i < LISTS; i++) {
      lazyTicks[i] = (int) Math.min(timeouts[i] >>> (TICK_SHIFT + 3), Integer.MAX_VALUE);
    }
  }

  private static long nanos(long configured) {
    return configured == 0 ? NEVER : configured;
  }

  /**
   * Has the flow been idle for longer than its time-out? A closed one's counts from the close,
   * recorded or not.
   */
  boolean isOver(Flow flow, long now) {
    long timeout = flow.list == LINGERING ? closedTimeout : timeouts[flow.list];
    return now - flow.lastNanos > timeout;
  }

  void add(Flow flow, int list, long now) {
    flow.list = (byte) list;
    flow.tick = tick(now);
    flow.newer = null;
    flow.older = newest[list];
    if (flow.older == null) {
      oldest[list] = flow;
    } else {
      flow.older.newer = flow;
    }
    newest[list] = flow;
    long due = timeouts[list] == NEVER ? NEVER : now + timeouts[list];
    nextCheck = Math.min(nextCheck, due);
  }

  void remove(Flow flow) {
    int list = flow.list;
    if (flow.older == null) {
      oldest[list] = flow.newer;
    } else {
      flow.older.newer = flow.newer;
    }
    if (flow.newer == null) {
      newest[list] = flow.older;
    } else {
      flow.newer.older = flow.older;
    }
    flow.older = null;
    flow.newer = null;
  }

  void move(Flow flow, int list, long now) {
    remove(flow);
    add(flow, list, now);
  }

  /** The flow has had a packet. */
  void touch(Flow flow, long now) {
    if (tick(now) - flow.tick > lazyTicks[flow.list] && flow.newer != null) {
      move(flow, flow.list, now);
    }
  }

  private static int tick(long now) {
    return (int) (now >>> TICK_SHIFT);
  }

  boolean isCheckDue(long now) {
    return now > nextCheck;
  }

  /** A flow whose time-out has passed, or null; then no check is due before some moment. */
  Flow nextOver(long now) {
    long next = NEVER;
    for (int list = 0; list < LISTS; list++) {
      if (oldest[list] == null || timeouts[list] == NEVER) {
        continue;
      }
      Flow flow = oldestInTime(list, now);
      if (now - flow.lastNanos > timeouts[list]) {
        return flow;
      }
      next = Math.min(next, Math.min(now, flow.lastNanos) + timeouts[list]);
    }
    nextCheck = next;
    return null;
  }

  /**
   * The first flow of the list. A packet with a wrong time may have put its flow's last one far
   * ahead of the clock: such a flow goes to the end, so that it does not hold up those behind it.
   */
  private Flow oldestInTime(int list, long now) {
    Flow flow = oldest[list];
    for (int i = 0; i < MAX_MOVED && flow.lastNanos - now > timeouts[list]; i++) {
      move(flow, list, now);
      flow = oldest[list];
    }
    return flow;
  }

  Flow oldestPast() {
    return oldest[PAST];
  }

  /** The flow that has been idle longest, to within the lists' order; null where there is none. */
  Flow longestIdle() {
    return longestIdle(~0);
  }

  /** Likewise of those whose record has not left. */
  Flow longestIdleOpen() {
    return longestIdle(~(1 << PAST));
  }

  /** Likewise of those that hold the state of a connection. */
  Flow longestIdleConnection() {
    return longestIdle(1 << OPEN | 1 << LINGERING | 1 << RETRIED);
  }

  /**
   * @param lists to look into, a bit each
   */
  private Flow longestIdle(int lists) {
    Flow found = null;
    for (int list = 0; list < LISTS; list++) {
      Flow flow = (lists & 1 << list) == 0 ? null : oldest[list];
      if (flow != null && (found == null || flow.lastNanos < found.lastNanos)) {
        found = flow;
      }
    }
    return found;
  }

  /**
   * Empties the lists, handing out all flows in the order of their first packets. Each list is
   * nearly in that order already, and its flows lie in memory as they were made: sorting them is
   * quick, where sorting them as they stand in the table would be slow.
   */
  void drain(int count, Consumer<Flow> taker) {
    Flow[] all = new Flow[count];
    int n = 0;
    for (int list = 0; list < LISTS; list++) {
      for (Flow flow = oldest[list]; flow != null; flow = flow.newer) {
        all[n++] = flow;
      }
      oldest[list] = null;
      newest[list] = null;
    }
    Arrays.sort(all, 0, n, IdleLists::inOrderOfBeginning);
    for (int i = 0; i < n; i++) {
      taker.accept(all[i]);
    }
  }

  /** Open flows that have changed since the last snapshot, in the order of their first packets. */
  List<Flow> changed() {
    List<Flow> changed = new ArrayList<>();
    for (int list = 0; list < LISTS; list++) {
      if (list == PAST) {
        continue;
      }
      for (Flow flow = oldest[list]; flow != null; flow = flow.newer) {
        if (!flow.has(Flow.UNCHANGED | Flow.QUOTED)) {
          changed.add(flow);
        }
      }
    }
    changed.sort(IdleLists::inOrderOfBeginning);
    return changed;
  }

  /** By the first packet; where that is the same one, the tunnel before what it carries. */
  private static int inOrderOfBeginning(Flow a, Flow b) {
    int byPacket = Long.compare(a.firstPacket, b.firstPacket);
    return byPacket != 0 ? byPacket : Integer.compare(depth(a), depth(b));
  }

  private static int depth(Flow flow) {
    int depth = 0;
    for (Flow outer = flow.parent; outer != null; outer = outer.parent) {
      depth++;
    }
    return depth;
  }
}
