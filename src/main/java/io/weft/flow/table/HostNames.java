package io.weft.flow.table;

import io.weft.bytes.IpAddress;
import io.weft.bytes.MemorySize;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names of addresses, learnt from DNS answers. Each address keeps its last four names with the
 * numbers of the packets that gave them: a flow is then reported with the name that was known when
 * it began, however much later its report comes. Addresses that were named longest ago are
 * forgotten first.
 */
public final class HostNames {
  static final int MAX_ADDRESSES = 65_536;
  private static final int MAX_NAMES = 4;

  /** Estimated memory of an address with room for its names, in bytes. */
  private static final int ADDRESS = 200;

  /** Names may take one part in so many of the bound of all memory. */
  private static final int SHARE = 8;

  private final FlowMemory memory;
  private final Losses losses;
  private final long maxBytes;
  private final Map<IpAddress, Names> byAddress = new LinkedHashMap<>();
  private long bytes;

  public HostNames(FlowMemory memory, Losses losses) {
    this.memory = memory;
    this.losses = losses;
    maxBytes = memory.max() / SHARE;
  }

  /** Takes a name that the packet of this number gave to an address. */
  public void add(IpAddress address, String name, long packet) {
    Names names = byAddress.remove(address);
    int before = names == null ? 0 : names.bytes();
    if (names == null) {
      names = new Names();
    }
    names.add(name, packet);
    byAddress.put(address, names);
    grow(names.bytes() - before);
    Iterator<Names> eldest = byAddress.values().iterator();
    while (byAddress.size() > MAX_ADDRESSES || (bytes > maxBytes && byAddress.size() > 1)) {
      grow(-eldest.next().bytes());
      eldest.remove();
      losses.countForgottenName();
    }
  }

  private void grow(int by) {
    bytes += by;
    memory.grow(by);
  }

  /** Is no name known at all? */
  public boolean isEmpty() {
    return byAddress.isEmpty();
  }

  /** The newest name given before this packet, or null. */
  public String find(IpAddress address, long beforePacket) {
    Names names = byAddress.get(address);
    return names == null ? null : names.before(beforePacket);
  }

  private static final class Names {
    private final String[] names = new String[MAX_NAMES];
    private final long[] packets = new long[MAX_NAMES];
    private int count;

    void add(String name, long packet) {
      if (count > 0 && name.equals(names[(count - 1) % MAX_NAMES])) {
        return;
      }
      names[count % MAX_NAMES] = name;
      packets[count % MAX_NAMES] = packet;
      count++;
    }

    /** Estimated memory of the names and their address, in bytes. */
    int bytes() {
      int bytes = ADDRESS;
      for (String name : names) {
        bytes += MemorySize.of(name);
      }
      return bytes;
    }

    String before(long packet) {
      for (int i = count - 1; i >= 0 && i >= count - MAX_NAMES; i--) {
        if (packets[i % MAX_NAMES] < packet) {
          return names[i % MAX_NAMES];
        }
      }
      return null;
    }
  }
}
