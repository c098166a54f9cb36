package io.weft.bytes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads IP addresses from text; never asks a name server. */
public final class IpText {
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final int GROUPS = 8;

  private IpText() {}

  /** The address of either version; null where the text is none. */
  public static IpAddress of(String text) {
    long ipv4 = ipv4(text);
    if (ipv4 >= 0) {
      return IpAddress.ipv4((int) ipv4);
    }
    long[] halves = ipv6(text);
    return halves == null ? null : new IpAddress(true, halves[0], halves[1]);
  }

  /** An IPv4 address as an unsigned number of 32 bits; -1 where the text is none. */
  public static long ipv4(String text) {
    Matcher matcher = IPV4.matcher(text);
    if (!matcher.matches()) {
      return -1;
    }
    long address = 0;
    for (int i = 1; i <= 4; i++) {
      int octet = Integer.parseInt(matcher.group(i));
      if (octet > 0xFF) {
        return -1;
      }
      address = address << Byte.SIZE | octet;
    }
    return address;
  }

  /** The two halves of an IPv6 address; null where the text is none. */
  public static long[] ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    int[] groups = new int[GROUPS];
    if (gap < 0) {
      return groups(text, groups, 0) == GROUPS ? halves(groups) : null;
    }
    int[] tail = new int[GROUPS];
    int before = groups(text.substring(0, gap), groups, 0);
    int behind = groups(text.substring(gap + 2), tail, 0);
    if (before < 0 || behind < 0 || before + behind >= GROUPS) {
      return null;
    }
    System.arraycopy(tail, 0, groups, GROUPS - behind, behind);
    return halves(groups);
  }

  /** Reads groups with colons between them; returns how many they are, or -1 for bad text. */
  private static int groups(String text, int[] groups, int from) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = from;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      long dotted = i == parts.length - 1 ? ipv4(parts[i]) : -1;
      if (dotted >= 0 && count + 2 <= GROUPS) {
        groups[count++] = (int) (dotted >>> 16);
        groups[count++] = (int) dotted & 0xFFFF;
      } else if (count < GROUPS && GROUP.matcher(parts[i]).matches()) {
        groups[count++] = Integer.parseInt(parts[i], 16);
      } else {
        return -1;
      }
    }
    return count;
  }

  private static long[] halves(int[] groups) {
    long[] halves = new long[2];
    for (int i = 0; i < GROUPS; i++) {
      halves[i / 4] = halves[i / 4] << 16 | groups[i];
    }
    return halves;
  }
}
