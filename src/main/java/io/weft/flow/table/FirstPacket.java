package io.weft.flow.table;

import io.weft.dissect.Packet;
import java.util.ArrayList;
import java.util.List;

/** What a flow keeps of its first packet. Read from the packet in hand, reused for every flow. */
public final class FirstPacket {
  /** VLAN tags that a flow keeps. */
  private static final int MAX_VLANS = 2;

  private long number;
  private long nanos;
  private int bytes;
  private int payload;
  private int vlans;

  /**
   * Reads a packet.
   *
   * @param payload bytes of its transport payload
   */
  FirstPacket read(Packet packet, long payload) {
    number = packet.number();
    nanos = packet.timeNanos();
    bytes = (int) packet.datagramBytes();
    this.payload = (int) payload;
    vlans = 0;
    for (int i = 0; i < Math.min(MAX_VLANS, packet.vlanCount()); i++) {
      vlans |= (packet.vlan(i) + 1) << (16 * i);
    }
    return this;
  }

  long number() {
    return number;
  }

  long nanos() {
    return nanos;
  }

  int bytes() {
    return bytes;
  }

  int payload() {
    return payload;
  }

  /** Outermost tag in the low half: identifier and one, 0 for none. */
  int vlans() {
    return vlans;
  }

  /**
   * The identifiers that a flow keeps packed, outermost first; empty without tags.
   *
   * @param packed as {@link #vlans} gives them
   */
  public static List<Integer> vlans(int packed) {
    if (packed == 0) {
      return List.of();
    }
    List<Integer> vlans = new ArrayList<>(MAX_VLANS);
    for (int rest = packed; rest != 0; rest >>>= 16) {
      vlans.add((rest & 0xFFFF) - 1);
    }
    return vlans;
  }
}
