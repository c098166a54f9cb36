package io.weft.report.har;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.protocol.app.http.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The address that a request asks for, and the parts of its query. */
final class HarUrl {
  /** Characters besides letters and digits that an address may have (RFC 3986). */
  private static final String ALLOWED = "-._~:/?@!$&'()*+,;=%";

  private HarUrl() {}

  /** A part of a query. */
  record Parameter(String name, String value) {}

  /**
   * The absolute address, without a fragment; what no address may hold is percent-encoded.
   *
   * @param server address and port of the server, for a request that names no host
   */
  static String of(HttpExchange.Request request, boolean secure, String server) {
    String target = request.target();
    int fragment = target.indexOf('#');
    if (fragment >= 0) {
      target = target.substring(0, fragment);
    }
    String scheme = secure ? "https://" : "http://";
    if (target.startsWith("http://") || target.startsWith("https://")) {
      scheme = target.substring(0, target.indexOf("//") + 2);
      target = target.substring(scheme.length());
      int slash = target.indexOf('/');
      return scheme
          + authority(slash < 0 ? target : target.substring(0, slash), server)
          + encode(slash < 0 ? "/" : target.substring(slash));
    }
    boolean isAuthority = request.method().equals("CONNECT");
    String path = target.startsWith("/") ? target : "/";
    return scheme + authority(isAuthority ? target : request.host(), server) + encode(path);
  }

  /** The host where it can stand in an address, else the server. */
  private static String authority(String host, String server) {
    return host != null
            && host.matches("[A-Za-z0-9._~-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?")
        ? host
        : server;
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte each : text.getBytes(UTF_8)) {
      char c = (char) (each & 0xFF);
      boolean isPlain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (isPlain || ALLOWED.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        hex(encoded, each);
      }
    }
    return repaired(encoded);
  }

  private static void hex(StringBuilder to, byte b) {
    to.append('%');
    to.append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)));
    to.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
  }

  /** Encodes each percent sign that two digits do not follow. */
  private static String repaired(StringBuilder text) {
    StringBuilder whole = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isAlone =
          c == '%'
              && (i + 2 >= text.length()
                  || Character.digit(text.charAt(i + 1), 16) < 0
                  || Character.digit(text.charAt(i + 2), 16) < 0);
      whole.append(isAlone ? "%25" : String.valueOf(c));
    }
    return whole.toString();
  }

  /** The parts of the query, decoded as forms are. */
  static List<Parameter> query(String target) {
    int from = target.indexOf('?');
    if (from < 0) {
      return List.of();
    }
    int fragment = target.indexOf('#');
    String query = target.substring(from + 1, fragment > from ? fragment : target.length());
    List<Parameter> all = new ArrayList<>();
    for (String each : query.split("&", -1)) {
      if (!each.isEmpty()) {
        int equals = each.indexOf('=');
        all.add(
            new Parameter(
                decode(equals < 0 ? each : each.substring(0, equals)),
                equals < 0 ? "" : decode(each.substring(equals + 1))));
      }
    }
    return all;
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] coded = text.getBytes(UTF_8);
    for (int i = 0; i < coded.length; i++) {
      int high = i + 2 < coded.length ? Character.digit(coded[i + 1], 16) : -1;
      int low = i + 2 < coded.length ? Character.digit(coded[i + 2], 16) : -1;
      if (coded[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(coded[i] == '+' ? ' ' : coded[i]);
      }
    }
    return bytes.toString(UTF_8);
  }
}
