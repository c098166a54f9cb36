package io.weft.flow.table;

import io.weft.flow.FlowConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps flows in the order of their last packets, one list for each kind of time-out.
 *
 * <p>A flow is moved to the end of its list not with every packet, which would touch three other
 * flows each time, but once an eighth of the time-out has passed since it last moved. So a list is
 * in order to within that eighth, and no flow leaves later than an eighth of its time-out after it
 * could. (That a packet comes too late for its flow is decided by the flow's own last packet,
 * exactly.)
 */
public final class FlowTimeouts {
  /** List of TCP flows that are one SYN and nothing more. */
  public static final int ATTEMPT = 0;

  /** List of TCP connections that are not closed. */
  public static final int OPEN = 1;

  /** List of TCP connections that were closed or reset, and whose record has not left yet. */
  public static final int LINGERING = 2;

  /** List of flows whose record has left; no time-out ends them. */
  static final int PAST = 3;

  /** List of flows of UDP, ICMP and all other IP protocols. */
  public static final int OTHER = 4;

  /**
   * List of TCP flows that are nothing but repeated SYNs of one end. Their time-out is that of
   * {@link #ATTEMPT}, but they hold the state of a connection.
   */
  public static final int RETRIED = 5;

  private static final int LISTS = 6;

  /**
   * How many flows one check moves to the end of their list at most, because their last packet lies
   * too far ahead of the clock.
   */
  private static final int MAX_MOVED = 16;

  private static final int TICK_SHIFT = 27; // about an eighth of a second
  private static final long NEVER = Long.MAX_VALUE;

  private final TrackedFlow[] oldest = new TrackedFlow[LISTS];
  private final TrackedFlow[] newest = new TrackedFlow[LISTS];
  private final long[] timeouts = new long[LISTS];
  private final long closedTimeout;
  private final int[] lazyTicks = new int[LISTS];
  private long nextCheck = NEVER;
  private int lingering;

  FlowTimeouts(FlowConfig.Timeouts config) {
    timeouts[ATTEMPT] = nanos(config.attempt().toNanos());
    timeouts[OPEN] = nanos(config.tcp().toNanos());
    timeouts[LINGERING] = nanos(config.closeLinger().toNanos());
    timeouts[PAST] = NEVER;
    closedTimeout = timeouts[ATTEMPT];
    timeouts[RETRIED] = timeouts[ATTEMPT];
    timeouts[OTHER] = nanos(config.other().toNanos());
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
  boolean isOver(TrackedFlow flow, long now) {
    long timeout = flow.list() == LINGERING ? closedTimeout : timeouts[flow.list()];
    return now - flow.lastNanos() > timeout;
  }

  void add(TrackedFlow flow, int list, long now) {
    flow.list(list);
    lingering += list == LINGERING ? 1 : 0;
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

  void remove(TrackedFlow flow) {
    int list = flow.list();
    lingering -= list == LINGERING ? 1 : 0;
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

  /** How many flows were closed, and have not left. */
  int lingering() {
    return lingering;
  }

  void move(TrackedFlow flow, int list, long now) {
    remove(flow);
    add(flow, list, now);
  }

  /** The flow has had a packet. */
  void touch(TrackedFlow flow, long now) {
    if (tick(now) - flow.tick > lazyTicks[flow.list()] && flow.newer != null) {
      move(flow, flow.list(), now);
    }
  }

  private static int tick(long now) {
    return (int) (now >>> TICK_SHIFT);
  }

  boolean isCheckDue(long now) {
    return now > nextCheck;
  }

  /**
   * A flow whose time-out has passed; null where there is none, and then no check is due before the
   * next time-out can have passed.
   */
  TrackedFlow nextOver(long now) {
    long next = NEVER;
    for (int list = 0; list < LISTS; list++) {
      if (oldest[list] == null || timeouts[list] == NEVER) {
        continue;
      }
      TrackedFlow flow = oldestInTime(list, now);
      if (now - flow.lastNanos() > timeouts[list]) {
        return flow;
      }
      next = Math.min(next, Math.min(now, flow.lastNanos()) + timeouts[list]);
    }
    nextCheck = next;
    return null;
  }

  /**
   * The first flow of the list. A packet with a wrong time may have put its flow's last one far
   * ahead of the clock: such a flow goes to the end, so that it does not hold up those behind it.
   */
  private TrackedFlow oldestInTime(int list, long now) {
    TrackedFlow flow = oldest[list];
    for (int i = 0; i < MAX_MOVED && flow.lastNanos() - now > timeouts[list]; i++) {
      move(flow, list, now);
      flow = oldest[list];
    }
    return flow;
  }

  TrackedFlow oldestPast() {
    return oldest[PAST];
  }

  /** The flow that has been idle longest, to within the lists' order; null where there is none. */
  TrackedFlow longestIdle() {
    return longestIdle(~0);
  }

  /**
   * The flow that has been idle longest of those whose record has not left; null where there is
   * none.
   */
  TrackedFlow longestIdleOpen() {
    return longestIdle(~(1 << PAST));
  }

  /**
   * The flow that has been idle longest of those that hold the state of a connection; null where
   * there is none.
   */
  TrackedFlow longestIdleConnection() {
    return longestIdle(1 << OPEN | 1 << LINGERING | 1 << RETRIED);
  }

  /**
   * @param lists the lists to look into: bit {@code n} stands for list {@code n}
   */
  private TrackedFlow longestIdle(int lists) {
    TrackedFlow found = null;
    for (int list = 0; list < LISTS; list++) {
      TrackedFlow flow = (lists & 1 << list) == 0 ? null : oldest[list];
      if (flow != null && (found == null || flow.lastNanos() < found.lastNanos())) {
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
  void drain(int count, Consumer<TrackedFlow> taker) {
    TrackedFlow[] all = new TrackedFlow[count];
    int n = 0;
    for (int list = 0; list < LISTS; list++) {
      for (TrackedFlow flow = oldest[list]; flow != null; flow = flow.newer) {
        all[n++] = flow;
      }
      oldest[list] = null;
      newest[list] = null;
    }
    lingering = 0;
    Arrays.sort(all, 0, n, FlowTimeouts::inOrderOfBeginning);
    for (int i = 0; i < n; i++) {
      taker.accept(all[i]);
    }
  }

  /** Open flows that have changed since the last snapshot, in the order of their first packets. */
  List<TrackedFlow> changed() {
    List<TrackedFlow> changed = new ArrayList<>();
    for (int list = 0; list < LISTS; list++) {
      if (list == PAST) {
        continue;
      }
      for (TrackedFlow flow = oldest[list]; flow != null; flow = flow.newer) {
        if (!flow.has(TrackedFlow.UNCHANGED | TrackedFlow.QUOTED)) {
          changed.add(flow);
        }
      }
    }
    changed.sort(FlowTimeouts::inOrderOfBeginning);
    return changed;
  }

  /**
   * Orders flows by their first packet. Where two flows begin with the same packet, the tunnel
   * comes before the flow that it carries.
   */
  private static int inOrderOfBeginning(TrackedFlow a, TrackedFlow b) {
    int byPacket = Long.compare(a.firstPacket(), b.firstPacket());
    return byPacket != 0 ? byPacket : Integer.compare(depth(a), depth(b));
  }

  private static int depth(TrackedFlow flow) {
    int depth = 0;
    for (TrackedFlow outer = flow.parent(); outer != null; outer = outer.parent()) {
      depth++;
    }
    return depth;
  }
}
