package io.weft.analysis;

/**
 * Some bits of each flow, by the flow's number: a hash table of primitives, as it may hold
 * millions. A flow without bits takes no room.
 */
final class FlowBits {
  private static final int INITIAL = 64;

  private long[] keys = new long[INITIAL];
  private long[] bits = new long[INITIAL];
  private int used;

  /** Of a flow that was not added, none. */
  long get(long key) {
    return bits[slot(key)];
  }

  /**
   * Sets further bits of a flow.
   *
   * @param more at least one bit
   */
  void add(long key, long more) {
    int slot = slot(key);
    if (bits[slot] == 0) {
      if (++used * 2 > keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
    }
    bits[slot] |= more;
  }

  /** Forgets a flow, and moves those up that stand behind it because it was in their way. */
  void remove(long key) {
    int hole = slot(key);
    if (bits[hole] == 0) {
      return;
    }
    used--;
    int mask = keys.length - 1;
    for (int next = hole + 1 & mask; bits[next] != 0; next = next + 1 & mask) {
      int home = home(keys[next]);
      boolean mayMove = (next - home & mask) >= (next - hole & mask);
      if (mayMove) {
        keys[hole] = keys[next];
        bits[hole] = bits[next];
        hole = next;
      }
    }
    bits[hole] = 0;
  }

  /** What the table takes, in bytes. */
  long memory() {
    return 2L * Long.BYTES * keys.length;
  }

  private int home(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> Integer.SIZE) & keys.length - 1;
  }

  /** Where the flow is, or where it would be added. */
  private int slot(long key) {
    int slot = home(key);
    while (bits[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldBits = bits;
    keys = new long[oldKeys.length * 2];
    bits = new long[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldBits[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        bits[slot] = oldBits[i];
      }
    }
  }
}
