package io.weft.capture.live;

import io.weft.bytes.IpAddress;
import java.nio.ByteOrder;

/**
 * Reads addresses as {@code /proc/net/tcp} writes them (proc(5)): the 32-bit words in hexadecimal,
 * in the machine's own byte order, then a colon and the port. {@code 0100007F:1F90} is 127.0.0.1,
 * port 8080, on most machines.
 */
final class SocketAddresses {
  private static final int WORD_DIGITS = 8;

  /** The upper half of the last 64 bits of an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2). */
  private static final long MAPPED = 0xFFFFL << 32;

  private SocketAddresses() {}

  /**
   * Reads an address. An IPv4-mapped IPv6 address ({@code ::ffff:10.0.0.1}) becomes the IPv4
   * address, because that is what the packets have.
   */
  static IpAddress address(String text) {
    if (text.indexOf(':') == WORD_DIGITS) {
      return IpAddress.ipv4((int) word(text, 0));
    }
    long high = word(text, 0) << 32 | word(text, 1);
    long low = word(text, 2) << 32 | word(text, 3);
    return high == 0 && (low & ~0xFFFF_FFFFL) == MAPPED
        ? IpAddress.ipv4((int) low)
        : new IpAddress(true, high, low);
  }

  /** A 32-bit word of an address, in network byte order. */
  private static long word(String text, int index) {
    int word =
        Integer.parseUnsignedInt(text, index * WORD_DIGITS, index * WORD_DIGITS + WORD_DIGITS, 16);
    boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return (isLittle ? Integer.reverseBytes(word) : word) & 0xFFFF_FFFFL;
  }

  /** Reads the port. */
  static int port(String text) {
    return Integer.parseInt(text, text.indexOf(':') + 1, text.length(), 16);
  }

  /** The address that stands for every address of the machine. */
  static IpAddress any(boolean ipv6) {
    return ipv6 ? new IpAddress(true, 0, 0) : IpAddress.ipv4(0);
  }
}
