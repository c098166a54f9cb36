package io.weft.filter;

import java.util.regex.Pattern;

/** Reads the parts of an address with the length of a prefix, and rows of bytes. */
final class AddressText {
  private static final Pattern BYTES =
      Pattern.compile(
          "[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2})*|(?:-[0-9A-Fa-f]{2})*|(?:\\.[0-9A-Fa-f]{1,2})*)"
              + "|[0-9A-Fa-f](?:\\.[0-9A-Fa-f]{1,2})+"
              + "|(?:[0-9A-Fa-f]{4})(?:\\.[0-9A-Fa-f]{4})+"
              + "|(?:[0-9A-Fa-f]{2})+");

  private AddressText() {}

  /** An address without the prefix length that may follow it. */
  static String address(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  /**
   * The length of the prefix behind the slash, or the given one where there is no slash; -1 where
   * it is larger than that.
   */
  static int prefix(String text, int whole) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return whole;
    }
    int prefix = Integer.parseInt(text.substring(slash + 1));
    return prefix > whole ? -1 : prefix;
  }

  /**
   * Bytes in base 16: {@code 47:45:54}, {@code 47-45-54}, {@code 47.45.54} or {@code 474554}.
   *
   * @return null where the text is none of these
   */
  static byte[] bytes(String text) {
    String digits = text.startsWith(":") ? text.substring(1) : text;
    if (!BYTES.matcher(digits).matches()) {
      return null;
    }
    StringBuilder even = new StringBuilder();
    for (String part : digits.split("[:.-]")) {
      even.append(part.length() % 2 == 0 ? "" : "0").append(part);
    }
    byte[] bytes = new byte[even.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(even.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
