package io.weft.flow.table;

import io.weft.dissect.Packet;
import java.util.ArrayList;
import java.util.List;

/**
 * What a flow keeps of its first packet. One object is read anew from the first packet of each
 * flow.
 */
public final class FirstPacket {
  /** How many VLAN tags a flow keeps: the outermost ones. */
  private static final int MAX_VLANS = 2;

  private long number;
  private long nanos;
  private int bytes;
  private int payload;
  private int vlans;

  /**
   * Takes from a packet what its flow will keep.
   *
   * @param payload bytes of its transport payload
   */
  FirstPacket read(Packet packet, long payload) {
    number = packet.number();
    nanos = packet.believedNanos();
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

  /**
   * The VLAN tags in one number: the outermost tag in the low 16 bits, the next one in the high 16
   * bits, each as its identifier plus one. 0 stands for no tag.
   */
  int vlans() {
    return vlans;
  }

  /**
   * Unpacks VLAN identifiers, each 0 to 4,095, outermost first; the list is empty where the packet
   * had no tag.
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
