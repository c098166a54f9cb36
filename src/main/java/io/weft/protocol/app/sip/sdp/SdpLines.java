package io.weft.protocol.app.sip.sdp;

import io.weft.protocol.app.DialogText;

/**
 * Goes over the lines of a description: a letter, an equals sign and a value each. Keeps no state,
 * for walks of fields allocate nothing.
 */
final class SdpLines {
  /** Bytes before a value. */
  static final int VALUE = 2;

  private SdpLines() {}

  /** Index behind the line that begins there, with its end. */
  static int next(byte[] bytes, int at, int to) {
    int lineFeed = DialogText.lineFeed(bytes, at, to);
    return lineFeed < 0 ? to : lineFeed + 1;
  }

  /** Index behind the text of the line that ends there. */
  static int end(byte[] bytes, int at, int next) {
    return next > at && bytes[next - 1] == '\n' ? DialogText.trim(bytes, at, next - 1) : next;
  }

  /** Are these bytes a line of a description? */
  static boolean isLine(byte[] bytes, int at, int end) {
    return end - at >= VALUE && bytes[at + 1] == '=';
  }

  /** The port that a word of a media line begins with, 0 to 65,535; -1 for none. */
  static int port(byte[] bytes, int from, int to) {
    int port = 0;
    int at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && port <= 0xFFFF) {
      port = port * 10 + bytes[at++] - '0';
    }
    return at == from || port > 0xFFFF ? -1 : port;
  }
}
