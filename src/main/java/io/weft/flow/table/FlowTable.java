package io.weft.flow.table;

import java.util.List;

/**
 * Flows by addresses, ports and IP protocol, whichever end sends. Open addressing with linear
 * probing; the hashes stand in an array of their own, so that a probe that fails costs no look at
 * the flow. Hashes only lead to a flow, they never stand for it: keys are compared in full. The
 * seed differs from table to table, so that nobody can prepare packets that collide.
 */
final class FlowTable {
  private static final int INITIAL = 1 << 12;

  /** Marks an empty place in {@link #hashes}; no flow has this hash. */
  private static final int EMPTY = 0;

  private final long seed;
  private int[] hashes = new int[INITIAL];
  private TrackedFlow[] flows = new TrackedFlow[INITIAL];
  private int size;

  FlowTable(long seed) {
    this.seed = seed | 1;
  }

  int size() {
    return size;
  }

  /** The hash of a key: the same for both directions of a flow, and never {@link #EMPTY}. */
  int hash(FlowKey key) {
    long a = mix(key.sourceHigh() * 0x9E37_79B9_7F4A_7C15L + key.sourceLow(), key.sourcePort());
    long b =
        mix(
            key.destinationHigh() * 0x9E37_79B9_7F4A_7C15L + key.destinationLow(),
            key.destinationPort());
    long both = (a + b) * seed + key.ipProtocol() + key.tagHash();
    int hash = (int) (both ^ both >>> 32);
    return hash == EMPTY ? 1 : hash;
  }

  private long mix(long address, int port) {
    long x = (address ^ (long) port << 40 ^ seed) * 0xBF58_476D_1CE4_E5B9L;
    x = (x ^ x >>> 29) * 0x94D0_49BB_1331_11EBL;
    return x ^ x >>> 32;
  }

  /** The flow of the key in either direction, or null. */
  TrackedFlow find(FlowKey key, int hash) {
    int mask = flows.length - 1;
    for (int i = hash & mask; ; i = i + 1 & mask) {
      int there = hashes[i];
      if (there == hash) {
        TrackedFlow flow = flows[i];
        if (key.isFromFirst(flow) || key.isFromOther(flow)) {
          return flow;
        }
      } else if (there == EMPTY) {
        return null;
      }
    }
  }

  /** Adds all flows of the key to a list, in the order in which they are found. */
  void findAll(FlowKey key, int hash, List<TrackedFlow> found) {
    int mask = flows.length - 1;
    for (int i = hash & mask; hashes[i] != EMPTY; i = i + 1 & mask) {
      if (hashes[i] == hash && (key.isFromFirst(flows[i]) || key.isFromOther(flows[i]))) {
        found.add(flows[i]);
      }
    }
  }

  /** Adds a flow. Flows of one key must be marked as {@link TrackedFlow#SPLIT}. */
  void add(TrackedFlow flow) {
    if (++size * 2 > flows.length) {
      grow();
    }
    put(flow);
  }

  private void put(TrackedFlow flow) {
    int mask = flows.length - 1;
    int i = flow.hash & mask;
    while (hashes[i] != EMPTY) {
      i = i + 1 & mask;
    }
    flows[i] = flow;
    hashes[i] = flow.hash;
  }

  private void grow() {
    TrackedFlow[] old = flows;
    flows = new TrackedFlow[old.length * 2];
    hashes = new int[old.length * 2];
    for (TrackedFlow flow : old) {
      if (flow != null) {
        put(flow);
      }
    }
  }

  /** Takes out this very flow; those behind it move up, so that no tombstones slow later probes. */
  void remove(TrackedFlow flow) {
    int mask = flows.length - 1;
    int i = flow.hash & mask;
    while (flows[i] != flow) {
      if (flows[i] == null) {
        throw new IllegalStateException("not in the table: " + flow.name());
      }
      i = i + 1 & mask;
    }
    size--;
    int hole = i;
    for (int j = i + 1 & mask; flows[j] != null; j = j + 1 & mask) {
      int home = hashes[j] & mask;
      if ((j - home & mask) >= (j - hole & mask)) {
        flows[hole] = flows[j];
        hashes[hole] = hashes[j];
        hole = j;
      }
    }
    flows[hole] = null;
    hashes[hole] = EMPTY;
  }

  void clear() {
    hashes = new int[INITIAL];
    flows = new TrackedFlow[INITIAL];
    size = 0;
  }
}
