package io.weft.protocol.app.http;

import java.util.Arrays;
import java.util.Locale;

/**
 * The header fields whose values are reported or decide the framing. All others are skipped, unless
 * {@link HttpLimits#keepHeaders} asks for them.
 */
enum HeaderName {
  HOST("Host"),
  USER_AGENT("User-Agent"),
  REFERER("Referer"),
  ORIGIN("Origin"),
  SERVER("Server"),
  CONTENT_TYPE("Content-Type"),
  CONTENT_LENGTH("Content-Length"),
  TRANSFER_ENCODING("Transfer-Encoding"),
  CONTENT_ENCODING("Content-Encoding"),
  LOCATION("Location"),
  UPGRADE("Upgrade"),
  AUTHORIZATION("Authorization"),
  FORWARDED("Forwarded"),
  X_FORWARDED_FOR("X-Forwarded-For"),
  X_FORWARDED_FROM("X-Forwarded-From"),
  CLIENT_IP("Client-Ip"),
  VIA("Via"),
  XROXY_CONNECTION("Xroxy-Connection"),
  PROXY_CONNECTION("Proxy-Connection");

  private static final int LONGEST = 17;

  /** The names by their length, since few names have the same length. */
  private static final HeaderName[][] BY_LENGTH = new HeaderName[LONGEST + 1][];

  static {
    for (int length = 0; length <= LONGEST; length++) {
      int wanted = length;
      BY_LENGTH[length] =
          Arrays.stream(values())
              .filter(name -> name.text.length() == wanted)
              .toArray(HeaderName[]::new);
    }
  }

  private final String text;
  private final String lowerCase;

  HeaderName(String text) {
    this.text = text;
    lowerCase = text.toLowerCase(Locale.ROOT);
  }

  /** The name as the IANA registry spells it. */
  String text() {
    return text;
  }

  /** The header field of this name, whatever its case; null for a field that is not reported. */
  static HeaderName of(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return null;
    }
    for (HeaderName name : BY_LENGTH[to - from]) {
      if (Tokens.equalsIgnoreCase(bytes, from, to, name.lowerCase)) {
        return name;
      }
    }
    return null;
  }
}
