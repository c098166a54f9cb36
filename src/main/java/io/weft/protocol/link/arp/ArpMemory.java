package io.weft.protocol.link.arp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Annotations;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.LayerMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds messages that name another owner of an IPv4 address than earlier ones did. Who was seen
 * first with an address counts as its owner. What a request says of its target means nothing (RFC
 * 826), and neither do groups' addresses and those that are all zeros.
 */
final class ArpMemory implements LayerMemory {
  private static final int MAC_LENGTH = 6;
  private static final int IPV4_LENGTH = 4;

  /** The bit of an Ethernet address, read as a number of 48 bits, that only groups' have. */
  private static final long GROUP = 1L << 40;

  private final AddressOwners owners = new AddressOwners();
  private final Arp arp = new Arp();

  /** Attached to the packet's layers, and used again for the next packet. */
  private final List<ArpConflict> conflicts = new ArrayList<>();

  private int used;

  @Override
  public void onPacket() {
    used = 0;
  }

  @Override
  public long forgotten() {
    return owners.forgotten();
  }

  @Override
  public void onLayer(Annotations annotations, int layer) {
    Packet packet = annotations.packet();
    packet.bindLayer(arp, layer);
    if (!arp.isEthernetIpv4() || arp.operation() < Arp.REQUEST || arp.operation() > Arp.REPLY) {
      return;
    }
    ArpConflict conflict = next();
    byte[] bytes = packet.bytes(layer);
    int sender = packet.start(layer) + Arp.FIXED_LENGTH;
    see(bytes, sender, packet, conflict);
    // A message about its sender's own address would tell of the same conflict twice.
    boolean isTold = !conflict.isEmpty() && arp.senderIp() == arp.targetIp();
    if (arp.operation() == Arp.REPLY && !isTold) {
      see(bytes, sender + MAC_LENGTH + IPV4_LENGTH, packet, conflict);
    }
    if (!conflict.isEmpty()) {
      used++;
      annotations.attach(layer, conflict);
    }
  }

  private ArpConflict next() {
    if (used == conflicts.size()) {
      conflicts.add(new ArpConflict());
    }
    ArpConflict conflict = conflicts.get(used);
    conflict.clear();
    return conflict;
  }

  /**
   * Takes note of an owner and its address.
   *
   * @param at where the Ethernet address stands, which the IPv4 address follows
   */
  private void see(byte[] bytes, int at, Packet packet, ArpConflict conflict) {
    long owner = (long) BigEndian.u16(bytes, at) << 32 | BigEndian.u32(bytes, at + 2);
    int address = BigEndian.i32(bytes, at + MAC_LENGTH);
    if (owner == 0 || (owner & GROUP) != 0 || address == 0) {
      return;
    }
    long frame = packet.number();
    long second = Math.floorDiv(packet.timeNanos(), TimeUnit.SECONDS.toNanos(1));
    int place = owners.place(address, owner, frame, second);
    if (owners.owner(place) == owner) {
      owners.see(place, frame, second);
    } else if (frame > owners.frame(place)) {
      conflict.add(owners.frame(place), second - owners.second(place));
    }
  }
}
