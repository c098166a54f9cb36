package io.weft.analysis;

import io.weft.dissect.Packet;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.network.ipv6.FragmentHeader;
import io.weft.protocol.network.ipv6.Ipv6;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which packets were fragments of a datagram that is not whole yet: the packet that makes
 * it whole belongs to a flow, and they with it.
 */
final class FragmentNumbers {
  /** Datagrams that wait; beyond, the one that has waited longest is forgotten. */
  private static final int MOST_DATAGRAMS = 16_384;

  private final Ipv4 ipv4 = new Ipv4();
  private final Ipv6 ipv6 = new Ipv6();
  private final FragmentHeader header = new FragmentHeader();
  private final Map<Key, BitSet> waiting = new LinkedHashMap<>();

  /** Addresses and identification (RFC 791, section 3.2, and RFC 8200, section 4.5). */
  private record Key(
      long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, long rest) {}

  /** A packet that is in no flow: it is remembered where it is a fragment. */
  void add(Packet packet) {
    Key key = key(packet);
    if (key == null) {
      return;
    }
    BitSet numbers = waiting.get(key);
    if (numbers == null) {
      if (waiting.size() == MOST_DATAGRAMS) {
        Iterator<Key> longest = waiting.keySet().iterator();
        longest.next();
        longest.remove();
      }
      numbers = new BitSet();
      waiting.put(key, numbers);
    }
    numbers.set((int) packet.number());
  }

  /**
   * The packets before this one that held fragments of its datagram, which are forgotten.
   *
   * @return null where there are none
   */
  BitSet take(Packet packet) {
    Key key = waiting.isEmpty() ? null : key(packet);
    return key == null ? null : waiting.remove(key);
  }

  /** That of the packet's innermost fragment, which it is or makes whole; null for none. */
  private Key key(Packet packet) {
    for (int i = packet.layerCount() - 1; i >= 0; i--) {
      if (packet.protocol(i) == Ipv4.PROTOCOL) {
        packet.bindLayer(ipv4, i);
        if (ipv4.isFragment()) {
          return new Key(
              0,
              ipv4.source(),
              0,
              ipv4.destination(),
              (long) ipv4.nextProtocol() << Integer.SIZE | ipv4.identification());
        }
      } else if (packet.protocol(i) == FragmentHeader.PROTOCOL) {
        packet.bindLayer(header, i);
        int around = i;
        while (around > 0 && packet.protocol(around) != Ipv6.PROTOCOL) {
          around--;
        }
        if (header.isFragment() && packet.protocol(around) == Ipv6.PROTOCOL) {
          packet.bindLayer(ipv6, around);
          return new Key(
              ipv6.sourceHigh(),
              ipv6.sourceLow(),
              ipv6.destinationHigh(),
              ipv6.destinationLow(),
              -1L - (header.identification() & 0xFFFF_FFFFL));
        }
      }
    }
    return null;
  }
}
