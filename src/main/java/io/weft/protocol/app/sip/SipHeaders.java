package io.weft.protocol.app.sip;

import io.weft.protocol.app.DialogText;

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
    int lineFeed = DialogText.lineFeed(bytes, at, to);
    if (lineFeed < 0) {
      return false;
    }
    if (DialogText.trim(bytes, at, lineFeed) == at) {
      body = lineFeed + 1;
      at = to;
      return false;
    }
    while (lineFeed + 1 < to && isBlank(bytes[lineFeed + 1])) {
      int next = DialogText.lineFeed(bytes, lineFeed + 1, to);
      if (next < 0) {
        break;
      }
      lineFeed = next;
    }
    nameFrom = at;
    nameTo = at;
    while (nameTo < lineFeed && bytes[nameTo] != ':') {
      nameTo++;
    }
    valueFrom = Math.min(nameTo + 1, lineFeed);
    while (valueFrom < lineFeed && isBlank(bytes[valueFrom])) {
      valueFrom++;
    }
    valueTo = DialogText.trim(bytes, valueFrom, lineFeed);
    while (nameTo > nameFrom && isBlank(bytes[nameTo - 1])) {
      nameTo--;
    }
    at = lineFeed + 1;
    return true;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /**
   * Is it the header of that name?
   *
   * @param name in capital letters
   * @param compact its short form, a capital letter; 0 for none
   */
  boolean is(String name, char compact) {
    int length = nameTo - nameFrom;
    return (length == 1 && compact != 0 && (bytes[nameFrom] & 0xDF) == compact)
        || (length == name.length() && DialogText.startsWith(bytes, nameFrom, nameTo, name));
  }

  int valueFrom() {
    return valueFrom;
  }

  int valueTo() {
    return valueTo;
  }

  /** The value as a number of at most nine digits; -1 where it is none. */
  int number() {
    int number = 0;
    int digits = 0;
    for (int i = valueFrom; i < valueTo && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
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
