package io.weft.protocol.app.http;

import io.weft.bytes.Text;
import java.util.Arrays;
import java.util.Base64;

/** Reads the user of the Basic authentication scheme (RFC 7617), and nothing of the password. */
final class BasicCredentials {
  private static final String SCHEME = "basic";
  private static final int MAX_LENGTH = 1_024;

  private BasicCredentials() {}

  /**
   * The user's name; null where the credentials are of another scheme, malformed or longer than
   * 1,024 bytes.
   */
  static String username(byte[] bytes, int from, int to) {
    int at = from + SCHEME.length();
    if (to - from <= SCHEME.length()
        || to - from > MAX_LENGTH
        || bytes[at] != ' '
        || !Tokens.equalsIgnoreCase(bytes, from, at, SCHEME)) {
      return null;
    }
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    int end = to;
    while (end > at && bytes[end - 1] == '=') {
      end--;
    }
    if ((end - at) % 4 == 1) {
      return null;
    }
    for (int i = at; i < end; i++) {
      byte b = bytes[i];
      boolean digit = b >= '0' && b <= '9';
      boolean letter = Tokens.lower(b) >= 'a' && Tokens.lower(b) <= 'z';
      if (!digit && !letter && b != '+' && b != '/') {
        return null;
      }
    }
    byte[] decoded = Base64.getDecoder().decode(Arrays.copyOfRange(bytes, at, end));
    for (int i = 0; i < decoded.length; i++) {
      if (decoded[i] == ':') {
        return Text.of(decoded, 0, i);
      }
    }
    return null;
  }
}
