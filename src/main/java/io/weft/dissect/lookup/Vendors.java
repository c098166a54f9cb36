package io.weft.dissect.lookup;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.bytes.Hex;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who was given the first three bytes of MAC addresses (IEEE Registration Authority, MAC Address
 * Block Large).
 */
public final class Vendors {
  private static final int LENGTH = 6;

  /** Length of a vendor's name in front of the rest of an address, in characters. */
  private static final int SHORT = 8;

  private static final int BROADCAST = 0xFFFFFF;
  private static final int IPV4_GROUPS = 0x01005E;
  private static final int IPV6_GROUPS = 0x3333;

  /** What tells of a firm's kind or place, and not which firm it is. */
  private static final Pattern KIND =
      Pattern.compile(
          "\\([^)]*\\)|\\b(?:the|inc|incorporated|corp|corporation|co|company|ltd|limited|llc|lp"
              + "|gmbh|ag|kg|ab|as|sa|sas|srl|s\\.p\\.a|spa|b\\.v|bv|nv|oy|plc|pty|pte|pvt|private|kk|systems"
              + "|holdings?|trading)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}!+&-]+");

  private Vendors() {}

  /**
   * Whose addresses begin so.
   *
   * @param prefix the first three bytes of an address
   * @return the name as it was registered; null where none was
   */
  public static String name(int prefix) {
    return Table.NAMES.get(prefix);
  }

  /**
   * An address with the vendor's name, shortened, in the place of its first bytes: {@code
   * Cisco_98:68:80}. Groups of IP have names of their own; what has none is the plain address.
   *
   * @param at the first of six bytes
   */
  public static String resolve(byte[] bytes, int at) {
    int prefix = BigEndian.u24(bytes, at);
    int rest = BigEndian.u24(bytes, at + LENGTH / 2);
    if (prefix == BROADCAST && rest == BROADCAST) {
      return "Broadcast";
    }
    if (prefix == IPV4_GROUPS) {
      return "IPv4mcast_" + significant(bytes, at + LENGTH / 2, at + LENGTH);
    }
    if (prefix >> 8 == IPV6_GROUPS) {
      return "IPv6mcast_" + significant(bytes, at + 2, at + LENGTH);
    }
    String name = name(prefix);
    return name == null
        ? Addresses.mac(bytes, at)
        : shortened(name) + "_" + Addresses.mac(bytes, at).substring(3 * LENGTH / 2);
  }

  /** The bytes from the first that is not zero on, or else the last. */
  private static String significant(byte[] bytes, int from, int to) {
    int first = from;
    while (first < to - 1 && bytes[first] == 0) {
      first++;
    }
    StringBuilder text = new StringBuilder(Hex.of(bytes, first, first + 1));
    for (int i = first + 1; i < to; i++) {
      text.append(':').append(Hex.of(bytes, i, i + 1));
    }
    return text.toString();
  }

  private static String shortened(String name) {
    String telling = NO_LETTERS.matcher(KIND.matcher(name).replaceAll(" ")).replaceAll("");
    String whole = telling.isEmpty() ? NO_LETTERS.matcher(name).replaceAll("") : telling;
    return whole.length() <= SHORT ? whole : whole.substring(0, SHORT);
  }

  /** Read when the first name is asked for. */
  private static final class Table {
    private static final Map<Integer, String> NAMES = read();

    private static Map<Integer, String> read() {
      Map<Integer, String> names = new HashMap<>(1 << 16);
      Registry.read(
          "vendors.txt",
          line -> {
            int tab = line.indexOf('\t');
            String name = line.substring(0, tab);
            for (String prefix : line.substring(tab + 1).split(" ", -1)) {
              names.put(Integer.valueOf(prefix, 16), name);
            }
          });
      return names;
    }
  }
}
