package io.weft.protocol.app.http;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;

/**
 * Recognises the first line of a message (RFC 9112 section 3 and 4), and finds its parts.
 *
 * <pre>
 * request:   method SP request-target SP HTTP/1.x
 * response:  HTTP/1.x SP status-code [SP reason]
 * </pre>
 *
 * It accepts errors that programs in use make or forgive: blanks inside the target, no target,
 * blanks at the end or before the status code, the version in lower case or with more digits and
 * dots behind it ({@code HTTP/1.0.8}).
 *
 * <p>Where a request waits for its response, a line that only begins as a status line does is taken
 * for one: see {@link #isBadResponse}.
 *
 * <p>A request of HTTP/0.9 has no version (RFC 1945 section 4.1): see {@link #isSimple}.
 */
final class StartLine {
  static final int NONE = 0;
  static final int REQUEST = 1;
  static final int RESPONSE = 2;

  /** {@code HTTP/1.x}. */
  static final int VERSION_LENGTH = 8;

  /** Most characters of a version that goes on behind these. */
  static final int MAX_VERSION = 16;

  private static final byte[] SIMPLE = {'G', 'E', 'T', ' ', '/'};

  static final int STATUS_DIGITS = 3;

  private static final int MAX_BLANKS = 8;

  static final int MAX_METHOD = 32;

  private static final String VERSION = "http/1.";

  /** Characters of {@link #VERSION} before its number. */
  static final int NAME_LENGTH = 5;

  /** Bytes in which a probe searches for the end of a line. */
  private static final int PROBE_LENGTH = 2_048;

  /** After so many bytes without a line end a known method at the beginning is proof enough. */
  private static final int ENOUGH = 1_024;

  private static final int MAX_EMPTY_LINES = 8;

  private StartLine() {}

  /**
   * Tells from the first bytes whether a client or a server of HTTP sent them; {@link
   * ProbeResult#MORE} while they may still become a start line.
   */
  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == '\r' || bytes[at] == '\n')) {
      if (++at - from > MAX_EMPTY_LINES) {
        return ProbeResult.NO;
      }
    }
    ProbeResult response = probeResponse(bytes, at, to);
    if (response == ProbeResult.YES) {
      return ProbeResult.yes(direction == Direction.FROM_SERVER);
    }
    if (response == ProbeResult.MORE) {
      return response;
    }
    ProbeResult request = probeRequest(bytes, at, to);
    if (request == ProbeResult.YES) {
      return ProbeResult.yes(direction == Direction.FROM_CLIENT);
    }
    return request;
  }

  /** Do these bytes begin a status line? */
  static ProbeResult probeResponse(byte[] bytes, int from, int to) {
    int there = Math.min(to - from, VERSION_LENGTH);
    for (int i = 0; i < there; i++) {
      if (!isVersionByte(bytes[from + i], i)) {
        return ProbeResult.NO;
      }
    }
    if (there < VERSION_LENGTH) {
      return ProbeResult.MORE;
    }
    int status = statusFrom(bytes, from, to);
    if (status == versionEnd(bytes, from, to) && status < to) {
      return ProbeResult.NO;
    }
    int end = Math.min(to, status + STATUS_DIGITS);
    for (int i = status; i < end; i++) {
      if (!isDigit(bytes[i])) {
        return ProbeResult.NO;
      }
    }
    return end - status == STATUS_DIGITS ? ProbeResult.YES : ProbeResult.MORE;
  }

  private static ProbeResult probeRequest(byte[] bytes, int from, int to) {
    int methodEnd = methodEnd(bytes, from, to);
    if (methodEnd < 0) {
      return ProbeResult.NO;
    }
    if (methodEnd == to) {
      return ProbeResult.MORE;
    }
    int end = Math.min(to, from + PROBE_LENGTH);
    for (int i = methodEnd; i < end; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        return classify(bytes, from, i) == REQUEST || isSimple(bytes, from, i)
            ? ProbeResult.YES
            : ProbeResult.NO;
      }
      if ((b >= 0 && b < ' ' && b != '\t' && b != '\r') || b == 0x7F) {
        return ProbeResult.NO;
      }
    }
    if (end - from > ENOUGH) {
      return Methods.isRegistered(bytes, from, methodEnd) ? ProbeResult.YES : ProbeResult.NO;
    }
    return ProbeResult.MORE;
  }

  /** May a status line begin here, be it as bad as {@link #isBadResponse} says? */
  static boolean mayBeBadResponse(byte[] bytes, int from, int to) {
    int there = Math.min(to - from, NAME_LENGTH);
    for (int i = 0; i < there; i++) {
      if (!isVersionByte(bytes[from + i], i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Is a whole line, which is no good status line, one with another version, or with a status of
   * other characters than three digits? Clients take such lines for responses, and some servers
   * hide by them what they send.
   *
   * @param to the line's end, before or behind its CR
   */
  static boolean isBadResponse(byte[] bytes, int from, int to) {
    int end = trimEnd(bytes, from, to);
    return end - from > NAME_LENGTH
        && mayBeBadResponse(bytes, from, end)
        && statusAt(bytes, from, end) < end;
  }

  /** May a start line begin here? The answer takes no more bytes than the longest method has. */
  static boolean isPlausible(byte[] bytes, int from, int to) {
    return probeResponse(bytes, from, to) != ProbeResult.NO || methodEnd(bytes, from, to) >= 0;
  }

  /**
   * End of the method at {@code from}: the index of the blank behind it; {@code to} where the
   * method may go on behind these bytes; -1 where there is no method.
   */
  private static int methodEnd(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + MAX_METHOD + 1);
    for (int i = from; i < end; i++) {
      if (bytes[i] == ' ') {
        return i == from ? -1 : i;
      }
      if (!Tokens.isTokenChar(bytes[i])) {
        return -1;
      }
    }
    return end == to && end - from <= MAX_METHOD ? to : -1;
  }

  /**
   * As {@link #classify} for a line that is known to be a message's first, where a {@link
   * #RESPONSE} may be {@linkplain #isBadResponse bad}.
   */
  static int classifyKnown(byte[] bytes, int from, int to) {
    int kind = classify(bytes, from, to);
    return kind == NONE && isBadResponse(bytes, from, to) ? RESPONSE : kind;
  }

  /**
   * Tells whether a whole line is a {@link #REQUEST}, a {@link #RESPONSE} or {@link #NONE} of them.
   *
   * @param to the line's end, before or behind its CR
   */
  static int classify(byte[] bytes, int from, int to) {
    int end = trimEnd(bytes, from, to);
    if (probeResponse(bytes, from, end) == ProbeResult.YES) {
      int behind = statusFrom(bytes, from, end) + STATUS_DIGITS;
      return behind == end || !isDigit(bytes[behind]) ? RESPONSE : NONE;
    }
    int methodEnd = methodEnd(bytes, from, end);
    int versionFrom = versionFrom(bytes, from, end);
    if (methodEnd < 0 || versionFrom <= methodEnd) {
      return NONE;
    }
    boolean named = targetFrom(bytes, from, end) < targetTo(bytes, from, end);
    return named || Methods.isRegistered(bytes, from, methodEnd) ? REQUEST : NONE;
  }

  /**
   * Is a whole line a request of HTTP/0.9: GET, one blank, and a path? Such a line proves something
   * only at the very beginning of what a client sends.
   *
   * @param to the line's end, before or behind its CR
   */
  static boolean isSimple(byte[] bytes, int from, int to) {
    int end = trimEnd(bytes, from, to);
    if (end - from < SIMPLE.length) {
      return false;
    }
    for (int i = 0; i < SIMPLE.length; i++) {
      if (bytes[from + i] != SIMPLE[i]) {
        return false;
      }
    }
    for (int i = from + SIMPLE.length; i < end; i++) {
      if (bytes[i] <= ' ' || bytes[i] == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /**
   * Index of the version at the end of a request line; -1 where there is none with a blank before
   * it.
   *
   * @param to the line's end without blanks, as {@link #trimEnd} gives it
   */
  static int versionFrom(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && to - at <= MAX_VERSION && bytes[at - 1] != ' ') {
      at--;
    }
    return at > from
            && bytes[at - 1] == ' '
            && to - at >= VERSION_LENGTH
            && isVersion(bytes, at)
            && versionEnd(bytes, at, to) == to
        ? at
        : -1;
  }

  /** Is {@code HTTP/1.} and a digit at this place? The caller has made sure of eight bytes. */
  static boolean isVersion(byte[] bytes, int at) {
    for (int i = 0; i < VERSION_LENGTH; i++) {
      if (!isVersionByte(bytes[at + i], i)) {
        return false;
      }
    }
    return true;
  }

  /** Index behind a version, and the digits and dots that programs add to it. */
  static int versionEnd(byte[] bytes, int from, int to) {
    int at = Math.min(from + VERSION_LENGTH, to);
    int end = Math.min(to, from + MAX_VERSION);
    while (at < end && (bytes[at] == '.' || isDigit(bytes[at]))) {
      at++;
    }
    return at;
  }

  /** Index behind all that stands before the first blank of a status line. */
  static int versionWordEnd(byte[] bytes, int from, int to) {
    int at = from + NAME_LENGTH;
    while (at < to && !isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Index of the status in a status line, good or bad; {@code to} where there is none. */
  static int statusAt(byte[] bytes, int from, int to) {
    int at = versionWordEnd(bytes, from, to);
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Index behind the digits of the status, of which there should be three. */
  private static int statusEnd(byte[] bytes, int at, int to) {
    int end = at;
    while (end < Math.min(to, at + STATUS_DIGITS) && isDigit(bytes[end])) {
      end++;
    }
    return end;
  }

  private static boolean isVersionByte(byte b, int index) {
    return index < VERSION.length() ? Tokens.lower(b) == VERSION.charAt(index) : isDigit(b);
  }

  /** Index behind the version and the blanks that follow it, of which there should be one. */
  private static int statusFrom(byte[] bytes, int from, int to) {
    int at = versionEnd(bytes, from, to);
    int end = Math.min(to, at + MAX_BLANKS);
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  // The next methods find the parts of a line that has been classified; `to` is the end without
  // blanks, as trimEnd gives it.

  static int methodTo(byte[] bytes, int from, int to) {
    return methodEnd(bytes, from, to);
  }

  static int targetFrom(byte[] bytes, int from, int to) {
    int at = methodEnd(bytes, from, to);
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  /** End of the target; it is {@link #targetFrom} where there is no target. */
  static int targetTo(byte[] bytes, int from, int to) {
    int version = versionFrom(bytes, from, to);
    int limit = version < 0 ? to : version; // a request of HTTP/0.9 has none
    int end = trimEnd(bytes, from, limit);
    return Math.max(end, Math.min(targetFrom(bytes, from, to), limit));
  }

  /** The number that its first three characters are, or those of them that are digits. */
  static int status(byte[] bytes, int from, int to) {
    int at = statusAt(bytes, from, to);
    int end = statusEnd(bytes, at, to);
    int status = 0;
    for (int i = at; i < end; i++) {
      status = status * 10 + bytes[i] - '0';
    }
    return status;
  }

  static int reasonFrom(byte[] bytes, int from, int to) {
    int status = statusAt(bytes, from, to);
    int at = statusEnd(bytes, status, to);
    if (at - status < STATUS_DIGITS || (at < to && isDigit(bytes[at]))) {
      while (at < to && !isBlank(bytes[at])) {
        at++;
      }
    }
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** The end of a line without the blanks and the CR before it. */
  static int trimEnd(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && (isBlank(bytes[end - 1]) || bytes[end - 1] == '\r')) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
