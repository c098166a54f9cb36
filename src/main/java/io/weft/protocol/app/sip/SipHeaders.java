package io.weft.protocol.app.sip;

import io.weft.protocol.app.DialogText;
import io.weft.protocol.app.sip.sdp.Sdp;

/**
 * Goes over the headers of a message (RFC 3261 section 7.3). A value goes on in lines that begin
 * with a blank.
 */
final class SipHeaders {
  private static final int NONE = -1;

  private final byte[] bytes;
  private final int to;

  /** Index behind the start line, without its end. */
  private final int startLineEnd;

  private int at;
  private int nameFrom;
  private int nameTo;
  private int valueFrom;
  private int valueTo;
  private int body = NONE;

  SipHeaders(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.to = to;
    int lineFeed = DialogText.lineFeed(bytes, from, to);
    startLineEnd = DialogText.trim(bytes, from, lineFeed < 0 ? to : lineFeed);
    at = lineFeed < 0 ? to : lineFeed + 1;
  }

  int startLineEnd() {
    return startLineEnd;
  }

  /** Goes to the next header; false at the empty line behind them, and where the bytes end. */
  boolean next() {
    int end = end(bytes, at, to);
    if (end == NONE) {
      int lineFeed = DialogText.lineFeed(bytes, at, to);
      body = lineFeed < 0 ? body : lineFeed + 1;
      at = to;
      return false;
    }
    nameFrom = at;
    int colon = colon(bytes, at, end);
    nameTo = nameEnd(bytes, at, colon);
    valueFrom = valueFrom(bytes, colon, end);
    valueTo = DialogText.trim(bytes, valueFrom, end);
    at = end + 1;
    return true;
  }

  // What follows keeps no state: walks of fields, which allocate nothing, go over headers by it.

  /**
   * Index of the line feed that ends the header at that place, with the lines in which it goes on;
   * -1 for the empty line behind all headers, and where the bytes end before.
   */
  static int end(byte[] bytes, int at, int to) {
    int lineFeed = DialogText.lineFeed(bytes, at, to);
    if (lineFeed < 0 || DialogText.trim(bytes, at, lineFeed) == at) {
      return NONE;
    }
    while (lineFeed + 1 < to && isBlank(bytes[lineFeed + 1])) {
      int next = DialogText.lineFeed(bytes, lineFeed + 1, to);
      if (next < 0) {
        break;
      }
      lineFeed = next;
    }
    return lineFeed;
  }

  /** Index of a body that describes a session; -1 where there is no such body. */
  static int description(byte[] bytes, int from, int to) {
    int lineFeed = DialogText.lineFeed(bytes, from, to);
    boolean isDescription = false;
    int at = lineFeed < 0 ? to : lineFeed + 1;
    for (int end = end(bytes, at, to); end >= 0; end = end(bytes, at, to)) {
      int colon = colon(bytes, at, end);
      if (is(bytes, at, nameEnd(bytes, at, colon), "CONTENT-TYPE", 'C')) {
        isDescription = Sdp.isType(bytes, valueFrom(bytes, colon, end), end);
      }
      at = end + 1;
    }
    int emptyLine = DialogText.lineFeed(bytes, at, to);
    return isDescription && emptyLine >= 0 && emptyLine + 1 < to ? emptyLine + 1 : NONE;
  }

  /** Index of the colon behind a header's name, or of the header's end where it has none. */
  static int colon(byte[] bytes, int at, int end) {
    int colon = at;
    while (colon < end && bytes[colon] != ':') {
      colon++;
    }
    return colon;
  }

  static int nameEnd(byte[] bytes, int at, int colon) {
    int nameEnd = colon;
    while (nameEnd > at && isBlank(bytes[nameEnd - 1])) {
      nameEnd--;
    }
    return nameEnd;
  }

  static int valueFrom(byte[] bytes, int colon, int end) {
    int from = Math.min(colon + 1, end);
    while (from < end && isBlank(bytes[from])) {
      from++;
    }
    return from;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Is it the header of that name? */
  boolean is(String name, char compact) {
    return is(bytes, nameFrom, nameTo, name, compact);
  }

  /**
   * Is this the name of a header?
   *
   * @param name in capital letters
   * @param compact its short form, a capital letter; 0 for none
   */
  static boolean is(byte[] bytes, int from, int to, String name, char compact) {
    return (to - from == 1 && compact != 0 && (bytes[from] & 0xDF) == compact)
        || (to - from == name.length() && DialogText.startsWith(bytes, from, to, name));
  }

  int valueFrom() {
    return valueFrom;
  }

  int valueTo() {
    return valueTo;
  }

  /** The number that the value begins with; -1 for none. */
  int number() {
    return number(bytes, valueFrom, valueTo);
  }

  /** The number of at most nine digits that a value begins with; -1 where it is none. */
  static int number(byte[] bytes, int from, int to) {
    int number = 0;
    int digits = 0;
    for (int i = from; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      if (++digits > 9) {
        return NONE;
      }
      number = number * 10 + bytes[i] - '0';
    }
    return digits == 0 ? NONE : number;
  }

  /** Index of the body, once {@link #next} has said false; -1 where the headers have no end. */
  int body() {
    return body;
  }
}
