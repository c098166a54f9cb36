package io.weft.bytes;

/** Link-layer and internet addresses as text. */
public final class Addresses {
  private Addresses() {}

  /**
   * Dotted decimal: {@code 192.0.2.1}. The first byte of the address is the highest of the number.
   */
  public static String ipv4(int address) {
    return appendIpv4(new StringBuilder(15), address).toString();
  }

  /** Appends what {@link #ipv4} gives, and returns the same builder. */
  public static StringBuilder appendIpv4(StringBuilder text, int address) {
    return text.append(address >>> 24)
        .append('.')
        .append(address >>> 16 & 0xFF)
        .append('.')
        .append(address >>> 8 & 0xFF)
        .append('.')
        .append(address & 0xFF);
  }

  /**
   * The canonical text of RFC 5952: lower case, the longest run of two or more zero groups
   * shortened, IPv4-mapped and IPv4-compatible addresses with a dotted end as {@code inet_ntop}
   * prints them.
   */
  public static String ipv6(long high, long low) {
    StringBuilder text = new StringBuilder(39);
    if (high == 0 && isDotted(low)) {
      text.append(low >>> 32 == 0xFFFF ? "::ffff:" : "::");
      return appendIpv4(text, (int) low).toString();
    }
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int length = 0;
      while (i + length < 8 && group(high, low, i + length) == 0) {
        length++;
      }
      if (length > bestLength) {
        best = i;
        bestLength = length;
      }
      i += length;
    }
    for (int i = 0; i < 8; i++) {
      if (i == best) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (i > 0 && (best < 0 || i != best + bestLength)) {
        text.append(':');
      }
      text.append(Integer.toHexString(group(high, low, i)));
    }
    return text.toString();
  }

  /**
   * Is it printed as {@code ::ffff:a.b.c.d}, or, where more than the last group is set, as {@code
   * ::a.b.c.d}?
   */
  private static boolean isDotted(long low) {
    int top = (int) (low >>> 32);
    return top == 0xFFFF || (top == 0 && low >>> 16 != 0);
  }

  private static int group(long high, long low, int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> ((3 - (index & 3)) * 16)) & 0xFFFF;
  }

  /** The six bytes from {@code at} on in hexadecimal, with colons between them. */
  public static String mac(byte[] bytes, int at) {
    StringBuilder text = new StringBuilder(17);
    for (int i = 0; i < 6; i++) {
      if (i > 0) {
        text.append(':');
      }
      text.append(Hex.of(bytes, at + i, at + i + 1));
    }
    return text.toString();
  }
}
