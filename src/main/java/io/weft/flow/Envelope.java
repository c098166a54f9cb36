package io.weft.flow;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.network.ipv6.Ipv6;

/**
 * What tells one passing of a segment from another: what the layers below say, and the segment's
 * bytes as one number. Reused for every segment.
 */
final class Envelope {
  /** The packet has no IP identification, or one that stands for none. */
  static final int NO_IDENTIFICATION = -1;

  /**
   * Bytes of the beginning and of the end that are looked at. Longer segments differ in between
   * only if the checksum, which lies in the beginning, does too.
   */
  private static final int LOOKED_AT = 160;

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final Ipv4 ipv4 = new Ipv4();
  private final Ipv6 ipv6 = new Ipv6();

  /** 1 to 65,535 or {@link #NO_IDENTIFICATION}. */
  int identification;

  /** Time to live, VLANs and interface: what copies of a packet may differ in. */
  long path;

  long digest;

  /**
   * @param layer of the TCP header
   */
  void read(Packet packet, int layer) {
    identification = NO_IDENTIFICATION;
    int hops = 0;
    for (int i = layer - 1; i >= 0; i--) {
      Protocol protocol = packet.protocol(i);
      if (protocol == Ipv4.PROTOCOL) {
        packet.bindLayer(ipv4, i);
        hops = ipv4.timeToLive();
        identification = ipv4.identification() == 0 ? NO_IDENTIFICATION : ipv4.identification();
        break;
      }
      if (protocol == Ipv6.PROTOCOL) {
        packet.bindLayer(ipv6, i);
        hops = ipv6.hopLimit();
        break;
      }
    }
    path = hops;
    for (int i = 0; i < packet.vlanCount(); i++) {
      path = path * MIX + packet.vlan(i) + 1;
    }
    path = path * MIX + packet.interfaceId();
    digest = digest(packet.bytes(layer), packet.start(layer), packet.limit(layer));
  }

  private static long digest(byte[] bytes, int from, int to) {
    if (to - from <= 2 * LOOKED_AT) {
      return add(to - from, bytes, from, to);
    }
    return add(add(to - from, bytes, from, from + LOOKED_AT), bytes, to - LOOKED_AT, to);
  }

  /** Two sums side by side: the processor need not wait for one product to begin the next. */
  private static long add(long sum, byte[] bytes, int from, int to) {
    long even = sum;
    long odd = MIX;
    int at = from;
    for (; at + 16 <= to; at += 16) {
      even = mix(even ^ LittleEndian.i64(bytes, at));
      odd = mix(odd ^ LittleEndian.i64(bytes, at + 8));
    }
    for (; at < to; at++) {
      even = mix(even ^ bytes[at]);
    }
    return mix(even ^ odd);
  }

  private static long mix(long value) {
    long product = value * MIX;
    return product ^ product >>> 32;
  }
}
