package io.weft.flow.segment;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;

/**
 * Tells copies of one packet from separate packets: the facts of the layers below TCP, and a digest
 * of the segment's bytes. One object is read anew for every segment.
 */
public final class PacketFingerprint {
  /** The packet has no IP identification, or one that stands for none. */
  public static final int NO_IDENTIFICATION = -1;

  /**
   * How many bytes of the beginning and of the end enter the digest. Where longer segments differ
   * in between, their checksums, which lie in the beginning, differ too.
   */
  private static final int LOOKED_AT = 160;

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private int identification;

  private long path;

  private long digest;

  /**
   * Reads a segment's packet.
   *
   * @param ip the header that carries the segment
   * @param layer of the TCP header
   */
  public void read(Packet packet, IpLayer ip, int layer) {
    identification = ip.identification() == 0 ? NO_IDENTIFICATION : ip.identification();
    path = ip.hops();
    for (int i = 0; i < packet.vlanCount(); i++) {
      path = path * MIX + packet.vlan(i) + 1;
    }
    path = path * MIX + packet.interfaceId();
    digest = digest(packet.bytes(layer), packet.start(layer), packet.limit(layer));
  }

  /** IP identification, 1 to 65,535, or {@link #NO_IDENTIFICATION}. */
  public int identification() {
    return identification;
  }

  /**
   * Where the packet was seen, hashed into one number: time to live, VLAN tags and interface.
   * Copies of one packet may differ in it.
   */
  public long path() {
    return path;
  }

  /** A 64-bit digest of the segment, header and payload. */
  public long digest() {
    return digest;
  }

  private static long digest(byte[] bytes, int from, int to) {
    if (to - from <= 2 * LOOKED_AT) {
      return add(to - from, bytes, from, to);
    }
    return add(add(to - from, bytes, from, from + LOOKED_AT), bytes, to - LOOKED_AT, to);
  }

  /**
   * Adds bytes to a digest. It computes two sums side by side, so that the processor need not wait
   * for one product to begin the next.
   */
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
