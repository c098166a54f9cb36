package io.weft.capture.live;

import io.weft.bytes.IpAddress;
import java.nio.ByteOrder;

/**
 * Addresses as {@code /proc/net/tcp} writes them: 32-bit words in hexadecimal, as the machine has
 * them in memory, a colon, and the port: {@code 0100007F:1F90} is 127.0.0.1, port 8080.
 */
final class SocketAddresses {
  private static final int WORD_DIGITS = 8;
  private static final long MAPPED = 0xFFFFL << 32;

  private SocketAddresses() {}

  /**
   * IPv4 addresses within IPv6 ({@code ::ffff:10.0.0.1}) as the former, since packets have them.
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

  private static long word(String text, int index) {
    int word =
        Integer.parseUnsignedInt(text, index * WORD_DIGITS, index * WORD_DIGITS + WORD_DIGITS, 16);
    boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return (isLittle ? Integer.reverseBytes(word) : word) & 0xFFFF_FFFFL;
  }

  static int port(String text) {
    return Integer.parseInt(text, text.indexOf(':') + 1, text.length(), 16);
  }

  /** Stands for every address of the machine. */
  static IpAddress any(boolean ipv6) {
    return ipv6 ? new IpAddress(true, 0, 0) : IpAddress.ipv4(0);
  }
}
