package io.weft.bytes;

import java.io.Serializable;

/**
 * An IPv4 or IPv6 address as a value that may be kept.
 *
 * @param high first half of an IPv6 address; 0 for IPv4
 * @param low second half; an IPv4 address in the lower 32 bits
 */
public record IpAddress(boolean ipv6, long high, long low)
    implements Comparable<IpAddress>, Serializable {
  /** An IPv4 address whose first byte is the highest of the number. */
  public static IpAddress ipv4(int address) {
    return new IpAddress(false, 0, address & 0xFFFF_FFFFL);
  }

  /**
   * @param bytes 4 or 16, in network byte order
   */
  public static IpAddress of(byte[] bytes) {
    return bytes.length == 4
        ? ipv4(BigEndian.i32(bytes, 0))
        : new IpAddress(true, BigEndian.i64(bytes, 0), BigEndian.i64(bytes, 8));
  }

  /**
   * Puts the 4 or 16 bytes of the address there, in network byte order.
   *
   * @return the index behind them
   */
  public int writeTo(byte[] bytes, int at) {
    if (!ipv6) {
      BigEndian.putI32(bytes, at, (int) low);
      return at + 4;
    }
    BigEndian.putI64(bytes, at, high);
    BigEndian.putI64(bytes, at + 8, low);
    return at + 16;
  }

  /**
   * Orders IPv4 addresses before IPv6 ones, and each version by number. Hash tables need the order
   * as well: an attacker may choose many addresses of the same hash, and a table finds one among
   * them quickly only where they can be put in order.
   */
  @Override
  public int compareTo(IpAddress other) {
    if (ipv6 != other.ipv6) {
      return ipv6 ? 1 : -1;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  // Written out: a record's own are put together at run time, which would cost every start 15 ms.

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that
        && low == that.low
        && high == that.high
        && ipv6 == that.ipv6;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(high) + Long.hashCode(low);
  }

  /** Does it stand for a group of hosts (RFC 5771, RFC 4291 section 2.7)? */
  public boolean isMulticast() {
    return ipv6 ? high >>> 56 == 0xFF : low >>> 28 == 0xE;
  }

  /** The address as text: dotted decimal for IPv4, the form of RFC 5952 for IPv6. */
  @Override
  public String toString() {
    return ipv6 ? Addresses.ipv6(high, low) : Addresses.ipv4((int) low);
  }
}
