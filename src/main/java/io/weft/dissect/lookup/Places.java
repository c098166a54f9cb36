package io.weft.dissect.lookup;

import io.weft.bytes.IpAddress;

/** Tells where addresses belong to, from tables of this machine. Threads may share it. */
public interface Places {
  /** Knows no address. */
  Places NONE =
      new Places() {
        @Override
        public Place ipv4(int address) {
          return Place.UNKNOWN;
        }

        @Override
        public Place ipv6(long high, long low) {
          return Place.UNKNOWN;
        }
      };

  /**
   * Where the address, whose first byte is the number's highest, belongs to; {@link Place#UNKNOWN}
   * where that is not known.
   */
  Place ipv4(int address);

  /**
   * The same of an address given as two halves of eight bytes, the first byte of each its highest.
   */
  Place ipv6(long high, long low);

  /** The same of an address of either version. */
  default Place of(IpAddress address) {
    return address.ipv6() ? ipv6(address.high(), address.low()) : ipv4((int) address.low());
  }
}
