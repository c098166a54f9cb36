package io.weft.protocol.app.http;

import io.weft.bytes.Text;
import io.weft.dissect.Moment;
import java.util.ArrayList;
import java.util.List;

/** What is known so far of one request or response. */
final class HttpMessage {
  static final long UNKNOWN = -1;

  /** Of memory, without the characters of its texts. */
  static final int BYTES = 300;

  /** Of a header, with its name. */
  private static final int HEADER = 100;

  private final HttpLimits limits;

  // Start line.
  String method;
  String target;
  String version;
  int status;
  String reason;

  // When and where.
  long startNanos;
  long endNanos;
  long packet;

  /** Time of the blank line behind the headers. */
  long headerEndNanos;

  // How much.
  long headerBytes;
  long bodyBytes;
  long bodyMissing;

  // Headers.
  String host;
  String userAgent;
  String referer;
  String origin;
  String server;
  String contentType;
  String transferEncoding;
  String contentEncoding;
  String location;
  String upgrade;
  String username;
  List<HttpHeader> proxyHeaders;
  List<HttpHeader> headers;

  /** As declared; {@link #UNKNOWN} where absent or no number. */
  long contentLength = UNKNOWN;

  int interimCount;
  int interimStatus;
  String interimReason;

  int notes;

  /** Nothing more will be learnt of it. */
  boolean complete;

  /** Its other half was lost; it is reported alone. */
  boolean alone;

  /** Characters of text held, and what they are held in. */
  int weight;

  HttpMessage(HttpLimits limits) {
    this.limits = limits;
  }

  /** Of memory, estimated in bytes. */
  int memory() {
    return BYTES + weight;
  }

  void note(int bits) {
    notes |= bits;
  }

  boolean has(int note) {
    return (notes & note) != 0;
  }

  boolean isRequest() {
    return method != null;
  }

  boolean isHead() {
    return "HEAD".equals(method);
  }

  boolean isConnect() {
    return "CONNECT".equals(method);
  }

  /** 1xx but for 101: other responses to the same request follow. */
  boolean isInterim() {
    return method == null && status < 200 && status >= 100 && status != 101;
  }

  boolean isChunked() {
    if (transferEncoding == null) {
      return false;
    }
    String last = transferEncoding.substring(transferEncoding.lastIndexOf(',') + 1);
    return last.trim().equalsIgnoreCase("chunked");
  }

  /** Takes over a classified start line; {@code to} may be before or behind its CR. */
  void startLine(byte[] bytes, int from, int to) {
    int end = StartLine.trimEnd(bytes, from, to);
    if (StartLine.classify(bytes, from, end) == StartLine.RESPONSE) {
      version = version(bytes, from);
      status = StartLine.status(bytes, from, end);
      reason = text(bytes, StartLine.reasonFrom(bytes, from, end), end);
      return;
    }
    method = Methods.text(bytes, from, StartLine.methodTo(bytes, from, end));
    target =
        text(bytes, StartLine.targetFrom(bytes, from, end), StartLine.targetTo(bytes, from, end));
    version = version(bytes, end - StartLine.VERSION_LENGTH);
  }

  HttpExchange.Request toRequest() {
    return new HttpExchange.Request(
        method,
        target,
        host != null ? host : authority(target),
        version,
        transfer(),
        content(),
        new HttpExchange.Context(userAgent, referer, origin, username),
        upgrade,
        orEmpty(proxyHeaders),
        Notes.names(notes),
        orEmpty(headers));
  }

  HttpExchange.Response toResponse() {
    return new HttpExchange.Response(
        version,
        status,
        orNull(reason),
        transfer(),
        content(),
        server,
        location,
        upgrade,
        Notes.names(notes),
        orEmpty(headers));
  }

  /** The interim responses that came before this message; null where there were none. */
  HttpExchange.Interim interim() {
    return interimCount == 0
        ? null
        : new HttpExchange.Interim(interimCount, interimStatus, orNull(interimReason));
  }

  private HttpExchange.Transfer transfer() {
    return new HttpExchange.Transfer(
        packet, new Moment(startNanos), new Moment(endNanos), headerBytes, bodyBytes, bodyMissing);
  }

  private HttpExchange.Content content() {
    Long length = contentLength == UNKNOWN ? null : contentLength;
    return new HttpExchange.Content(contentType, length, transferEncoding, contentEncoding);
  }

  private static List<HttpHeader> orEmpty(List<HttpHeader> list) {
    return list == null ? List.of() : list;
  }

  private static String orNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /**
   * Host and port of a target in absolute form, or of CONNECT's authority form (RFC 9112 section
   * 3.2); null of another.
   */
  private static String authority(String target) {
    if (target.isEmpty() || target.charAt(0) == '/' || target.charAt(0) == '*') {
      return null;
    }
    int scheme = target.indexOf("://");
    if (scheme < 0) {
      return target.indexOf('/') < 0 && target.indexOf(':') > 0 ? target : null;
    }
    int from = scheme + 3;
    int to = from;
    while (to < target.length() && "/?#".indexOf(target.charAt(to)) < 0) {
      to++;
    }
    return to == from
        ? null
        : target.substring(
            target.lastIndexOf('@', to) >= from ? target.lastIndexOf('@', to) + 1 : from, to);
  }

  private static String version(byte[] bytes, int at) {
    int minor = bytes[at + StartLine.VERSION_LENGTH - 1] - '0';
    return minor == 1 ? "1.1" : minor == 0 ? "1.0" : "1." + minor;
  }

  /** Takes over a header whose name is wanted; bytes without the blanks around them. */
  void header(HeaderName name, byte[] bytes, int from, int to) {
    switch (name) {
      case HOST -> host = once(host, bytes, from, to, Notes.DUPLICATE_HOST);
      case USER_AGENT -> userAgent = once(userAgent, bytes, from, to, 0);
      case REFERER -> referer = once(referer, bytes, from, to, 0);
      case ORIGIN -> origin = once(origin, bytes, from, to, 0);
      case SERVER -> server = once(server, bytes, from, to, 0);
      case CONTENT_TYPE -> contentType = once(contentType, bytes, from, to, 0);
      case CONTENT_LENGTH -> contentLength(bytes, from, to);
      case TRANSFER_ENCODING -> transferEncoding = list(transferEncoding, bytes, from, to);
      case CONTENT_ENCODING -> contentEncoding = list(contentEncoding, bytes, from, to);
      case LOCATION -> location = once(location, bytes, from, to, 0);
      case UPGRADE -> upgrade = list(upgrade, bytes, from, to);
      case AUTHORIZATION -> username = BasicCredentials.username(bytes, from, to);
      default -> proxyHeaders = add(proxyHeaders, name.text(), bytes, from, to);
    }
  }

  /** Keeps a header for those who write all of them out again. */
  void keep(String name, byte[] bytes, int from, int to) {
    headers = add(headers, name, bytes, from, to);
  }

  private List<HttpHeader> add(List<HttpHeader> to, String name, byte[] bytes, int from, int end) {
    List<HttpHeader> list = to == null ? new ArrayList<>(4) : to;
    if (list.size() < limits.headers() && weight <= limits.waitingText()) {
      list.add(new HttpHeader(name, text(bytes, from, end)));
      weight += HEADER;
    } else {
      note(Notes.TOO_MANY_HEADERS);
    }
    return list;
  }

  /** The first of several values stands. */
  private String once(String before, byte[] bytes, int from, int to, int noteIfRepeated) {
    if (before == null) {
      return text(bytes, from, to);
    }
    note(noteIfRepeated);
    return before;
  }

  /** Several lines mean the same as one with commas (RFC 9110 section 5.3). */
  private String list(String before, byte[] bytes, int from, int to) {
    if (before == null) {
      return text(bytes, from, to);
    }
    if (before.length() + to - from > limits.value()) {
      note(Notes.VALUE_CUT);
      return before;
    }
    return before + ", " + text(bytes, from, to);
  }

  /**
   * RFC 9112 section 6.3: several equal values count as one. Of different ones the first stands,
   * which is a guess: senders of such messages want two readers to disagree.
   */
  private void contentLength(byte[] bytes, int from, int to) {
    for (int at = from; ; ) {
      int comma = at;
      while (comma < to && bytes[comma] != ',') {
        comma++;
      }
      long value = number(bytes, at, comma);
      if (value < 0) {
        note(Notes.BAD_CONTENT_LENGTH);
      } else if (contentLength == UNKNOWN) {
        contentLength = value;
      } else {
        note(
            contentLength == value
                ? Notes.DUPLICATE_CONTENT_LENGTH
                : Notes.CONFLICTING_CONTENT_LENGTH);
      }
      if (comma == to) {
        return;
      }
      at = comma + 1;
    }
  }

  /** Digits with blanks around them, below 10^18; else -1. */
  private static long number(byte[] bytes, int from, int to) {
    int end = StartLine.trimEnd(bytes, from, to);
    int at = from;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    while (at < end - 1 && bytes[at] == '0') {
      at++;
    }
    if (at == end || end - at > 18) {
      return -1;
    }
    long value = 0;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private String text(byte[] bytes, int from, int to) {
    int end = to;
    if (to - from > limits.value()) {
      end = from + limits.value();
      note(Notes.VALUE_CUT);
    }
    weight += end - from;
    return Text.of(bytes, from, end);
  }
}
