package io.weft.protocol.app.http;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;

/**
 * The first line of a message (RFC 9112 section 3 and 4), and what can be said of bytes that may be
 * one.
 *
 * <pre>
 * request:   method SP request-target SP HTTP/1.x
 * response:  HTTP/1.x SP status-code [SP reason]
 * </pre>
 *
 * Lenient where programs in use are wrong, or readers of theirs forgive it: blanks inside the
 * target, no target, blanks at the end or before the status code, the version in lower case.
 */
final class StartLine {
  static final int NONE = 0;
  static final int REQUEST = 1;
  static final int RESPONSE = 2;

  /** {@code HTTP/1.x}. */
  static final int VERSION_LENGTH = 8;

  private static final int STATUS_DIGITS = 3;

  private static final int MAX_BLANKS = 8;

  static final int MAX_METHOD = 32;

  private static final String VERSION = "http/1.";

  /** How far a probe looks for the end of a line. */
  private static final int PROBE_LENGTH = 2_048;

  /** After so many bytes a known method in front is proof enough. */
  private static final int ENOUGH = 1_024;

  private static final int MAX_EMPTY_LINES = 8;

  private StartLine() {}

  /**
   * Who sent these bytes, by the way they begin; {@link ProbeResult#MORE} while they may still
   * become a start line.
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
      return direction == Direction.FROM_SERVER ? ProbeResult.YES : ProbeResult.YES_REVERSED;
    }
    if (response == ProbeResult.MORE) {
      return response;
    }
    ProbeResult request = probeRequest(bytes, at, to);
    if (request == ProbeResult.YES) {
      return direction == Direction.FROM_CLIENT ? ProbeResult.YES : ProbeResult.YES_REVERSED;
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
    if (status == from + VERSION_LENGTH && status < to) {
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
        return classify(bytes, from, i) == REQUEST ? ProbeResult.YES : ProbeResult.NO;
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

  /**
   * May a start line begin here, as far as can be seen? Looks at no more than a method's length.
   */
  static boolean isPlausible(byte[] bytes, int from, int to) {
    return probeResponse(bytes, from, to) != ProbeResult.NO || methodEnd(bytes, from, to) >= 0;
  }

  /**
   * End of the token at {@code from}: where its blank is, {@code to} where it may go on, or -1
   * where there is no method.
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
   * What a whole line is.
   *
   * @param to the line's end, before or behind its CR
   */
  static int classify(byte[] bytes, int from, int to) {
    int end = trimEnd(bytes, from, to);
    if (probeResponse(bytes, from, end) == ProbeResult.YES) {
      int behind = statusFrom(bytes, from, end) + STATUS_DIGITS;
      return behind == end || bytes[behind] == ' ' || bytes[behind] == '\t' ? RESPONSE : NONE;
    }
    int methodEnd = methodEnd(bytes, from, end);
    int versionFrom = end - VERSION_LENGTH;
    if (methodEnd < 0
        || versionFrom <= methodEnd
        || bytes[versionFrom - 1] != ' '
        || !isVersion(bytes, versionFrom)) {
      return NONE;
    }
    boolean named = targetFrom(bytes, from, end) < targetTo(bytes, from, end);
    return named || Methods.isRegistered(bytes, from, methodEnd) ? REQUEST : NONE;
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

  private static boolean isVersionByte(byte b, int index) {
    return index < VERSION.length() ? Tokens.lower(b) == VERSION.charAt(index) : isDigit(b);
  }

  /** Behind the version and its blanks, of which there should be one. */
  private static int statusFrom(byte[] bytes, int from, int to) {
    int at = from + VERSION_LENGTH;
    int end = Math.min(to, at + MAX_BLANKS);
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  // Parts of a line that has been classified; `to` without the blanks at its end (see trimEnd).

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

  /** Not before {@link #targetFrom}: the target may be missing. */
  static int targetTo(byte[] bytes, int from, int to) {
    int end = trimEnd(bytes, from, to - VERSION_LENGTH);
    return Math.max(end, Math.min(targetFrom(bytes, from, to), to - VERSION_LENGTH));
  }

  static int status(byte[] bytes, int from, int to) {
    int at = statusFrom(bytes, from, to);
    return (bytes[at] - '0') * 100 + (bytes[at + 1] - '0') * 10 + bytes[at + 2] - '0';
  }

  static int reasonFrom(byte[] bytes, int from, int to) {
    int at = statusFrom(bytes, from, to) + STATUS_DIGITS;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** {@code to}, less the blanks and the CR in front of it. */
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
