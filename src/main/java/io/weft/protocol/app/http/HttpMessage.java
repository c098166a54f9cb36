package io.weft.protocol.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.bytes.Text;
import io.weft.dissect.Exchange;
import io.weft.dissect.FlowContext;
import io.weft.dissect.Moment;
import io.weft.protocol.app.http.body.Body;
import io.weft.protocol.app.http.body.BodyFacts;
import io.weft.protocol.app.http.body.ChunkSizes;
import java.util.ArrayList;
import java.util.List;

/** The facts known so far about one request or response. */
final class HttpMessage {
  static final long UNKNOWN = -1;

  private static final String VERSION_0_9 = "0.9";

  /** Memory of a message without the characters of its texts, estimated in bytes. */
  static final int BYTES = 300;

  /** Memory of a kept header field with its name, estimated in bytes. */
  private static final int HEADER = 100;

  private final HttpLimits limits;

  // Start line.
  String method;
  String target;
  String version;
  int status;
  String reason;

  // Times, and the packet with the first byte.
  long startNanos;
  long endNanos;
  long packet;

  /** Time of the empty line behind the headers, since the epoch. */
  long headerEndNanos;

  // Sizes in bytes.
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

  /** In bytes, as declared; {@link #UNKNOWN} where it is missing or not a number. */
  long contentLength = UNKNOWN;

  /** Reads the body; null before its first byte, and where bodies are not read. */
  private Body body;

  /** Null where the body has no chunks, or nobody looks at layers. */
  ChunkSizes chunks;

  int interimCount;
  int interimStatus;
  String interimReason;

  int notes;

  /** Has all of the message been read that will ever be? */
  boolean complete;

  /** Was the other half lost, so that this message is reported alone? */
  boolean alone;

  /**
   * Characters of the texts that the message holds, and an estimate in bytes of the header fields
   * that hold them.
   */
  int weight;

  HttpMessage(HttpLimits limits) {
    this.limits = limits;
  }

  /** Memory of the message with its texts, estimated in bytes. */
  int memory() {
    return BYTES + weight + bodyMemory();
  }

  /** Memory of the body as far as it is kept, estimated in bytes. */
  int bodyMemory() {
    return (body == null ? 0 : body.memory()) + (chunks == null ? 0 : chunks.memory());
  }

  /** Takes the next bytes of the body, without the framing of chunks. */
  void body(byte[] bytes, int from, int to, FlowContext context) {
    bodyBytes += to - from;
    if (limits.readBodies() && to > from) {
      openBody(context);
      body.bytes(bytes, from, to);
    }
  }

  /** A chunk of the body begins. */
  void chunk(long size) {
    if (chunks == null) {
      chunks = new ChunkSizes();
    }
    chunks.add(size);
  }

  /** The next bytes of the body are missing. */
  void missingBody(long missing, FlowContext context) {
    bodyMissing += missing;
    if (limits.readBodies() && missing > 0) {
      openBody(context);
      body.gap(missing);
    }
  }

  private void openBody(FlowContext context) {
    if (body == null) {
      body = new Body(contentEncoding, transferEncoding, context.content(isRequest()));
    }
  }

  private BodyFacts bodyFacts() {
    return body == null ? null : body.end(!has(Notes.INCOMPLETE | Notes.END_NOT_SEEN));
  }

  /** Tells whoever took the body to which exchange it belongs. */
  void belongsTo(Exchange exchange) {
    if (body != null) {
      body.belongsTo(exchange);
    }
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

  /** Is the status 1xx, but not 101? Then another response to the same request follows. */
  boolean isInterim() {
    return method == null && status < 200 && status >= 100 && status != 101;
  }

  boolean isChunked() {
    if (transferEncoding == null) {
      return false;
    }
    // The last element counts; empty ones are none (RFC 9110 section 5.6.1.2).
    for (int end = transferEncoding.length(); end > 0; ) {
      int comma = transferEncoding.lastIndexOf(',', end - 1);
      String element = withoutBlanks(transferEncoding, comma + 1, end);
      if (!element.isEmpty()) {
        return element.equalsIgnoreCase("chunked");
      }
      end = comma;
    }
    return false;
  }

  /** A part of a text without spaces and tabs around it; no other character is a blank. */
  private static String withoutBlanks(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Takes a start line that has been classified; {@code to} may be before or behind its CR. */
  void startLine(byte[] bytes, int from, int to) {
    int end = StartLine.trimEnd(bytes, from, to);
    if (StartLine.classifyKnown(bytes, from, end) == StartLine.RESPONSE) {
      version = version(bytes, from, StartLine.versionWordEnd(bytes, from, end));
      status = StartLine.status(bytes, from, end);
      reason = text(bytes, StartLine.reasonFrom(bytes, from, end), end);
      return;
    }
    method = Methods.text(bytes, from, StartLine.methodTo(bytes, from, end));
    target =
        text(bytes, StartLine.targetFrom(bytes, from, end), StartLine.targetTo(bytes, from, end));
    int versionFrom = StartLine.versionFrom(bytes, from, end);
    version = versionFrom < 0 ? VERSION_0_9 : version(bytes, versionFrom, end);
  }

  /** Becomes the answer to a request of HTTP/0.9, which has neither version nor status. */
  void bareAnswer() {
    version = VERSION_0_9;
  }

  /** Was the message sent by the rules of HTTP/0.9? */
  boolean isSimple() {
    return VERSION_0_9.equals(version);
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
    return new HttpExchange.Content(
        contentType, length, transferEncoding, contentEncoding, bodyFacts());
  }

  private static List<HttpHeader> orEmpty(List<HttpHeader> list) {
    return list == null ? List.of() : list;
  }

  private static String orNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /**
   * Host and port in a target of absolute form, or of the authority form of CONNECT (RFC 9112
   * section 3.2); null for a target of another form.
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

  private static String version(byte[] bytes, int at, int to) {
    if (to - at != StartLine.VERSION_LENGTH || !StartLine.isVersion(bytes, at)) {
      int end = Math.min(to, at + StartLine.MAX_VERSION);
      int from = at + StartLine.NAME_LENGTH;
      return new String(bytes, from, end - from, ISO_8859_1);
    }
    int minor = bytes[at + StartLine.VERSION_LENGTH - 1] - '0';
    return minor == 1 ? "1.1" : minor == 0 ? "1.0" : "1." + minor;
  }

  /** Takes the value, without the blanks around it, of a header field that is reported. */
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

  /** Keeps a header field, so that all of them can be written out again. */
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

  /**
   * The value of a field that should occur once: where there are several, the first one is kept.
   */
  private String once(String before, byte[] bytes, int from, int to, int noteIfRepeated) {
    if (before == null) {
      return text(bytes, from, to);
    }
    note(noteIfRepeated);
    return before;
  }

  /**
   * The value of a field that may occur several times, which means the same as one list with commas
   * (RFC 9110 section 5.3).
   */
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
   * Takes a declared length. Several equal values count as one (RFC 9112 section 6.3). Of different
   * values the first one is kept, which is a guess: whoever sends such a message wants two readers
   * of it to disagree.
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

  /** A number of digits with blanks around them, below 10^18; -1 where the bytes are not one. */
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
