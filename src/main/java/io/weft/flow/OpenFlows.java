package io.weft.flow;

import io.weft.bytes.IpAddress;
import java.util.function.Consumer;

/**
 * Answers questions about the flows of a run while packets are tracked. Asking changes nothing of
 * what is reported of them later. To be asked only by the thread that tracks, while it calls a
 * listener.
 */
public interface OpenFlows {
  /**
   * What is known of a flow so far.
   *
   * @param flow open still: told by {@link FlowListener#onOpened}, and not yet by {@link
   *     FlowListener#onClosed}
   * @return a record whose {@link FlowRecord#finished} is false
   */
  FlowRecord record(Flow flow);

  /**
   * Hands out what is known so far of each open flow that had a packet since the last snapshot, in
   * the order of first packets.
   *
   * @param taker gets records whose {@link FlowRecord#finished} is false
   */
  void snapshot(Consumer<FlowRecord> taker);

  /**
   * Begins a list of the flows that have packets from now on. It replaces the list that was begun
   * before, if any: one watcher is served at a time.
   *
   * @param capacity how many flows the list holds between two looks at it, at least 1; the first
   *     ones stay
   */
  ActiveFlows watch(int capacity);

  /**
   * What DNS in the capture called an address: the newest name that is known.
   *
   * @param beforePacket only answers before the packet of this number count
   * @return null where no name is known
   */
  String hostName(IpAddress address, long beforePacket);

  /** How many flows have begun so far, those that are over included. */
  long begun();

  /**
   * Connections that were closed or reset, and whose record has not left: it waits some seconds for
   * packets that are late.
   */
  long closed();

  /**
   * How many TCP segments so far held nothing new: copies, keep-alives and window probes left out.
   */
  long repeatedSegments();
}
