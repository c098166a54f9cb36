package io.weft.protocol.app.http;

import static io.weft.dissect.field.FieldSequence.wantedText;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import java.util.ArrayList;
import java.util.List;

/** The fields of headers (RFC 9110 section 5): the line, and the value where it has a field. */
final class HeaderFields {
  private static final Field REQUEST_LINE =
      Field.text("http.request.line", "Request line").repeating();
  private static final Field RESPONSE_LINE =
      Field.text("http.response.line", "Response line").repeating();
  private static final Field LENGTH =
      Field.u64("http.content_length", "Content length").generated().repeating();
  private static final Field COOKIE_PAIR =
      Field.text("http.cookie_pair", "Cookie pair").repeating();
  private static final Field CREDENTIALS = Field.text("http.authbasic", "Credentials").repeating();

  private static final Field BAD_NAME =
      Field.presence("http.bad_header_name", "Header name that is no token")
          .repeating()
          .generated();

  private static final String HOST = "host";
  private static final String CONTENT_LENGTH = "content-length";
  private static final String COOKIE = "cookie";
  private static final String AUTHORIZATION = "authorization";
  private static final String PROXY_AUTHORIZATION = "proxy-authorization";
  private static final String BASIC = "basic ";

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private record Header(String name, Field value) {}

  private static final Header[] HEADERS = {
    header(AUTHORIZATION, "authorization", "Authorization"),
    header("proxy-authorization", "proxy_authorization", "Proxy-Authorization"),
    header("proxy-authenticate", "proxy_authenticate", "Proxy-Authenticate"),
    header("www-authenticate", "www_authenticate", "WWW-Authenticate"),
    header("content-type", "content_type", "Content-Type"),
    header(CONTENT_LENGTH, "content_length_header", "Content-Length"),
    header("content-encoding", "content_encoding", "Content-Encoding"),
    header("transfer-encoding", "transfer_encoding", "Transfer-Encoding"),
    header("upgrade", "upgrade", "Upgrade"),
    header("user-agent", "user_agent", "User-Agent"),
    header(HOST, "host", "Host"),
    header("connection", "connection", "Connection"),
    header(COOKIE, "cookie", "Cookie"),
    header("accept", "accept", "Accept"),
    header("referer", "referer", "Referer"),
    header("accept-language", "accept_language", "Accept-Language"),
    header("accept-encoding", "accept_encoding", "Accept Encoding"),
    header("date", "date", "Date"),
    header("cache-control", "cache_control", "Cache-Control"),
    header("server", "server", "Server"),
    header("location", "location", "Location"),
    header("sec-websocket-accept", "sec_websocket_accept", "Sec-WebSocket-Accept"),
    header("sec-websocket-extensions", "sec_websocket_extensions", "Sec-WebSocket-Extensions"),
    header("sec-websocket-key", "sec_websocket_key", "Sec-WebSocket-Key"),
    header("sec-websocket-protocol", "sec_websocket_protocol", "Sec-WebSocket-Protocol"),
    header("sec-websocket-version", "sec_websocket_version", "Sec-WebSocket-Version"),
    header("set-cookie", "set_cookie", "Set-Cookie"),
    header("last-modified", "last_modified", "Last-Modified"),
    header("x-forwarded-for", "x_forwarded_for", "X-Forwarded-For"),
    header("http2-settings", "http2_settings", "HTTP2-Settings"),
  };

  private HeaderFields() {}

  private static Header header(String name, String field, String label) {
    return new Header(name, Field.text("http." + field, label).repeating());
  }

  static List<Field> declared() {
    List<Field> all = new ArrayList<>();
    for (Header header : HEADERS) {
      all.add(header.value);
    }
    all.addAll(List.of(BAD_NAME, LENGTH, COOKIE_PAIR, CREDENTIALS));
    all.addAll(List.of(REQUEST_LINE, RESPONSE_LINE));
    return all;
  }

  /** Index behind the line that begins there, with its end and the lines that continue it. */
  private static int lineEnd(byte[] bytes, int from, int limit) {
    int at = from;
    do {
      int lineFeed = HeaderReader.indexOf(bytes, at, limit);
      if (lineFeed < 0) {
        return limit;
      }
      at = lineFeed + 1;
    } while (at < limit && (bytes[at] == ' ' || bytes[at] == '\t'));
    return at;
  }

  /** Index of a line's colon; its end where it has none. */
  private static int colon(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != ':') {
      at++;
    }
    return at;
  }

  private static int valueFrom(byte[] bytes, int colon, int to) {
    int at = colon + 1;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** The end of a line without CR and LF. */
  private static int valueTo(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return end;
  }

  /** Pushes the headers in the bytes from {@code from} on. */
  static void read(
      boolean isRequest, Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    for (int at = from; at < limit; ) {
      int next = lineEnd(bytes, at, limit);
      int end = valueTo(bytes, at, next);
      if (end == at) {
        return; // the empty line
      }
      if (sink.wants(BAD_NAME)) {
        badNames(bytes, at, end, sink);
      }
      int colon = colon(bytes, at, end);
      if (colon < end) {
        int nameTo = StartLine.trimEnd(bytes, at, colon);
        value(packet, layer, at, nameTo, valueFrom(bytes, colon, end), end, sink);
        wantedText(isRequest ? REQUEST_LINE : RESPONSE_LINE, packet, layer, at, next, sink);
      }
      at = next;
    }
  }

  /** Reads Wireshark's notes on names, each line by itself, also one that continues another. */
  private static void badNames(byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; at < end; ) {
      int lineFeed = HeaderReader.indexOf(bytes, at, end);
      int lineEnd = lineFeed < 0 ? end : lineFeed;
      int to = at;
      while (to < lineEnd && Tokens.isTokenChar(bytes[to])) {
        to++;
      }
      if (to < lineEnd && bytes[to] != ':' && colon(bytes, to, lineEnd) < lineEnd) {
        sink.flag(BAD_NAME, true, 0, 0);
      }
      at = lineEnd + 1;
    }
  }

  private static void value(
      Packet packet, int layer, int name, int nameTo, int from, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    for (Header header : HEADERS) {
      if (Tokens.equalsIgnoreCase(bytes, name, nameTo, header.name)) {
        wantedText(header.value, packet, layer, from, to, sink);
        parts(header.name, packet, layer, from, to, sink);
        return;
      }
    }
  }

  /** Pushes what is worked out of a value. */
  private static void parts(
      String name, Packet packet, int layer, int from, int to, FieldSink sink) {
    switch (name) {
      case CONTENT_LENGTH -> length(packet.bytes(layer), from, to, sink);
      case COOKIE -> cookies(packet, layer, from, to, sink);
      case AUTHORIZATION, PROXY_AUTHORIZATION -> credentials(packet, layer, from, to, sink);
      default -> {} // The value has no parts with fields.
    }
  }

  private static void length(byte[] bytes, int from, int to, FieldSink sink) {
    long length = 0;
    int end = StartLine.trimEnd(bytes, from, to);
    for (int at = from; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9 || length > (Long.MAX_VALUE - 9) / 10) {
        return;
      }
      length = length * 10 + digit;
    }
    if (from < end && sink.wants(LENGTH)) {
      sink.number(LENGTH, length, 0, 0);
    }
  }

  private static void cookies(Packet packet, int layer, int from, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    for (int at = from; at < to; ) {
      int end = at;
      while (end < to && bytes[end] != ';') {
        end++;
      }
      while (at < end && bytes[at] == ' ') {
        at++;
      }
      wantedText(COOKIE_PAIR, packet, layer, at, end, sink);
      at = end + 1;
    }
  }

  /** The user's name and password (RFC 7617 section 2), in base 64 as they were sent. */
  private static void credentials(Packet packet, int layer, int from, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from + BASIC.length();
    if (at >= to || !sink.wants(CREDENTIALS) || !Tokens.equalsIgnoreCase(bytes, from, at, BASIC)) {
      return;
    }
    StringBuilder text = packet.text();
    int held = 0;
    int bits = 0;
    for (int i = at; i < to; i++) {
      int value = BASE64.indexOf(bytes[i]);
      if (value < 0) {
        break;
      }
      held = (held << 6 | value) & 0xFFFF;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        text.append((char) (held >> bits & 0xFF));
      }
    }
    sink.text(CREDENTIALS, text, at, to - at);
  }

  /**
   * Where the value of the first header with the host stands: its first byte in the upper half of
   * the number, the end in the lower half; negative where there is none.
   */
  static long host(byte[] bytes, int from, int limit) {
    for (int at = from; at < limit; ) {
      int next = lineEnd(bytes, at, limit);
      int end = valueTo(bytes, at, next);
      int colon = colon(bytes, at, end);
      if (colon < end && Tokens.equalsIgnoreCase(bytes, at, colon, HOST)) {
        return (long) valueFrom(bytes, colon, end) << Integer.SIZE | end;
      }
      at = next;
    }
    return -1;
  }
}
