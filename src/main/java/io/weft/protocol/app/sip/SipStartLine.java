package io.weft.protocol.app.sip;

import io.weft.dissect.ProbeResult;
import io.weft.protocol.app.DialogText;

/**
 * The first line of a message (RFC 3261 sections 7.1 and 7.2): a method, a URI and the version, or
 * the version, a status and its reason.
 */
final class SipStartLine {
  private static final String VERSION = "SIP/2.0";

  /** Bytes of a response's version, the blank behind it and its status. */
  static final int LEAST = VERSION.length() + 4;

  /** The longest method that is believed; that of none in the standards has more letters. */
  private static final int LONGEST_METHOD = 16;

  /** The longest first line that is looked for, in bytes. */
  private static final int LONGEST = 2048;

  private static final int DIGITS = 3;

  private SipStartLine() {}

  static boolean isResponse(byte[] bytes, int from, int to) {
    return DialogText.startsWith(bytes, from, to, VERSION);
  }

  /** Does a message begin there? */
  static ProbeResult probe(byte[] bytes, int from, int to) {
    ProbeResult version = DialogText.probe(bytes, from, to, VERSION);
    if (version == ProbeResult.YES) {
      int status = from + VERSION.length() + 1;
      if (to - status < DIGITS) {
        return to < status || bytes[status - 1] == ' ' ? ProbeResult.MORE : ProbeResult.NO;
      }
      return status(bytes, from, to) > 0 ? ProbeResult.YES : ProbeResult.NO;
    }
    int uri = methodEnd(bytes, from, to) + 1;
    if (uri > to) {
      return to - from <= LONGEST_METHOD ? ProbeResult.MORE : ProbeResult.NO;
    }
    if (uri == from + 1 || bytes[uri - 1] != ' ') {
      return version;
    }
    int lineFeed = DialogText.lineFeed(bytes, uri, to);
    if (lineFeed < 0) {
      return to - from < LONGEST && isUri(bytes, uri, to) ? ProbeResult.MORE : ProbeResult.NO;
    }
    int end = DialogText.trim(bytes, uri, lineFeed);
    int last = end - VERSION.length();
    boolean isRequest =
        last > uri + 1
            && bytes[last - 1] == ' '
            && DialogText.startsWith(bytes, last, end, VERSION);
    return isRequest ? ProbeResult.YES : ProbeResult.NO;
  }

  /** May what is there be the beginning of a URI? It has a scheme, which other protocols lack. */
  private static boolean isUri(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && Character.isLetter(bytes[at])) {
      at++;
    }
    return at == to || (at > from && bytes[at] == ':');
  }

  /** Index behind the capital letters that a request begins with. */
  static int methodEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && at - from < LONGEST_METHOD && bytes[at] >= 'A' && bytes[at] <= 'Z') {
      at++;
    }
    return at;
  }

  /** The status of a response, 100 to 699; -1 where it has none. */
  static int status(byte[] bytes, int from, int to) {
    int at = from + VERSION.length() + 1;
    return bytes[at - 1] == ' ' ? DialogText.code(bytes, at, Math.min(to, reasonFrom(from))) : -1;
  }

  /** Index of a response's reason. */
  static int reasonFrom(int from) {
    return from + LEAST + 1;
  }

  /** Index behind a request's URI; {@code end} where the line is cut. */
  static int uriEnd(byte[] bytes, int uri, int end) {
    int at = uri;
    while (at < end && bytes[at] != ' ') {
      at++;
    }
    return at;
  }
}
