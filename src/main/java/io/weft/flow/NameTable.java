package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.bytes.MemorySize;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What addresses are called, by DNS answers. An address keeps its last four names with the packets
 * that gave them, so that a flow can be told by the name that was known when it began, however much
 * later it is reported. The addresses named longest ago leave first.
 */
final class NameTable {
  static final int MAX_ADDRESSES = 65_536;
  private static final int MAX_NAMES = 4;

  /** Bytes of an address with room for its names, estimated. */
  private static final int ADDRESS = 200;

  private final FlowMemory memory;
  private final Map<IpAddress, Names> byAddress =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, Names> eldest) {
          boolean full = size() > MAX_ADDRESSES;
          if (full) {
            memory.grow(-ADDRESS - eldest.getValue().bytes());
          }
          return full;
        }
      };

  NameTable(FlowMemory memory) {
    this.memory = memory;
  }

  void add(IpAddress address, String name, long packet) {
    Names names = byAddress.remove(address);
    if (names == null) {
      names = new Names();
      memory.grow(ADDRESS);
    }
    int before = names.bytes();
    names.add(name, packet);
    memory.grow(names.bytes() - before);
    byAddress.put(address, names);
  }

  boolean isEmpty() {
    return byAddress.isEmpty();
  }

  /** The newest name given before this packet, or null. */
  String find(IpAddress address, long beforePacket) {
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

    int bytes() {
      int bytes = 0;
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
