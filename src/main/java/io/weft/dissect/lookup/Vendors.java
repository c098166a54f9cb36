package io.weft.dissect.lookup;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Hex;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
    return find(prefix, Table.NAMES);
  }

  /**
   * Appends an address with the vendor's name, shortened, in the place of its first bytes: {@code
   * Cisco_98:68:80}. Groups of IP have names of their own; what has none is the plain address.
   *
   * @param at the first of six bytes
   */
  public static void appendResolved(StringBuilder text, byte[] bytes, int at) {
    int prefix = BigEndian.u24(bytes, at);
    int half = at + LENGTH / 2;
    int end = at + LENGTH;
    if (prefix == BROADCAST && BigEndian.u24(bytes, half) == BROADCAST) {
      text.append("Broadcast");
    } else if (prefix == IPV4_GROUPS) {
      append(text.append("IPv4mcast_"), bytes, significant(bytes, half, end), end);
    } else if (prefix >> 8 == IPV6_GROUPS) {
      append(text.append("IPv6mcast_"), bytes, significant(bytes, at + 2, end), end);
    } else {
      String name = find(prefix, ShortTable.NAMES);
      if (name != null) {
        text.append(name).append('_');
      }
      append(text, bytes, name == null ? at : half, end);
    }
  }

  /** Index of the first byte that is not zero, or else of the last. */
  private static int significant(byte[] bytes, int from, int to) {
    int first = from;
    while (first < to - 1 && bytes[first] == 0) {
      first++;
    }
    return first;
  }

  private static void append(StringBuilder text, byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (i > from) {
        text.append(':');
      }
      text.append((char) Hex.digit(bytes[i] >> 4)).append((char) Hex.digit(bytes[i]));
    }
  }

  private static String shortened(String name) {
    String telling = NO_LETTERS.matcher(KIND.matcher(name).replaceAll(" ")).replaceAll("");
    String whole = telling.isEmpty() ? NO_LETTERS.matcher(name).replaceAll("") : telling;
    return whole.length() <= SHORT ? whole : whole.substring(0, SHORT);
  }

  private static String find(int prefix, String[] names) {
    int index = Arrays.binarySearch(Table.PREFIXES, prefix);
    return index < 0 ? null : names[index];
  }

  /** Read when the first name is asked for: in arrays, as a look-up is to allocate nothing. */
  private static final class Table {
    private static final int[] PREFIXES;
    private static final String[] NAMES;

    static {
      SortedMap<Integer, String> names = new TreeMap<>();
      Registry.read(
          Vendors.class,
          "vendors.txt",
          line -> {
            int tab = line.indexOf('\t');
            String name = line.substring(0, tab);
            for (String prefix : line.substring(tab + 1).split(" ", -1)) {
              names.put(Integer.valueOf(prefix, 16), name);
            }
          });
      PREFIXES = names.keySet().stream().mapToInt(Integer::intValue).toArray();
      NAMES = names.values().toArray(new String[0]);
    }
  }

  /** Made when the first name is asked for in short. */
  private static final class ShortTable {
    private static final String[] NAMES = shorten();

    private static String[] shorten() {
      Map<String, String> shortened = new HashMap<>();
      return Arrays.stream(Table.NAMES)
          .map(name -> shortened.computeIfAbsent(name, Vendors::shortened))
          .toArray(String[]::new);
    }
  }
}
