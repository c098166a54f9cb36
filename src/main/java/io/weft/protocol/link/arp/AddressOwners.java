package io.weft.protocol.link.arp;

import java.util.Arrays;

/**
 * Which Ethernet address an IPv4 address was first seen with, and in which packet last. Open
 * addressing with linear probing; the seed differs from table to table, so that nobody can prepare
 * addresses that collide.
 */
final class AddressOwners {
  /**
   * Most addresses that are remembered: those of a large bridged network (a /16). Where there are
   * more, all are forgotten, as an old owner says little about a network that is scanned.
   */
  static final int MOST = 1 << 16;

  private static final int INITIAL = 1 << 6;

  /** Marks an empty place; no Ethernet address is below 0. */
  private static final long EMPTY = -1;

  private final long seed = System.nanoTime() | 1;
  private int[] addresses = new int[INITIAL];
  private long[] owners = filled(INITIAL);
  private long[] frames = new long[INITIAL];
  private long[] seconds = new long[INITIAL];
  private int size;
  private long forgotten;

  private static long[] filled(int length) {
    long[] all = new long[length];
    Arrays.fill(all, EMPTY);
    return all;
  }

  /** How many addresses had to be forgotten. */
  long forgotten() {
    return forgotten;
  }

  /**
   * The place of an address, which stays valid until the next call. An address that was not known
   * is put there with this owner and packet.
   */
  int place(int address, long owner, long frame, long second) {
    int place = find(address);
    if (owners[place] == EMPTY) {
      if (2 * (size + 1) > addresses.length) {
        makeRoom();
        place = find(address);
      }
      addresses[place] = address;
      owners[place] = owner;
      see(place, frame, second);
      size++;
    }
    return place;
  }

  /** The Ethernet address with which the address at a place was first seen. */
  long owner(int place) {
    return owners[place];
  }

  /** Number of the last packet that named the owner. */
  long frame(int place) {
    return frames[place];
  }

  /** Time of that packet, in seconds since the epoch. */
  long second(int place) {
    return seconds[place];
  }

  /** Notes that a packet names the owner again. */
  void see(int place, long frame, long second) {
    frames[place] = frame;
    seconds[place] = second;
  }

  private int find(int address) {
    int mask = addresses.length - 1;
    int place =
        (int) (((address * 0x9E37_79B9_7F4A_7C15L ^ seed) * 0xBF58_476D_1CE4_E5B9L) >>> 40) & mask;
    while (owners[place] != EMPTY && addresses[place] != address) {
      place = place + 1 & mask;
    }
    return place;
  }

  private void makeRoom() {
    if (size == MOST) {
      forgotten += size;
      size = 0;
      Arrays.fill(owners, EMPTY);
      return;
    }
    int[] oldAddresses = addresses;
    long[] oldOwners = owners;
    long[] oldFrames = frames;
    long[] oldSeconds = seconds;
    int length = 2 * addresses.length;
    addresses = new int[length];
    owners = filled(length);
    frames = new long[length];
    seconds = new long[length];
    for (int i = 0; i < oldAddresses.length; i++) {
      if (oldOwners[i] != EMPTY) {
        int place = find(oldAddresses[i]);
        addresses[place] = oldAddresses[i];
        owners[place] = oldOwners[i];
        see(place, oldFrames[i], oldSeconds[i]);
      }
    }
  }
}
