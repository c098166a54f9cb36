package io.weft.protocol.app.sip.sdp;

import io.weft.bytes.Text;
import io.weft.protocol.app.DialogText;

/** Goes over the lines of a description: a letter, an equals sign and a value each. */
final class SdpLine {
  private final byte[] bytes;
  private final int to;
  private int next;
  private int from;
  private int end;

  SdpLine(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.to = to;
    next = from;
  }

  /** Goes to the next line; false where there is none that is one of a description. */
  boolean next() {
    if (next >= to) {
      return false;
    }
    from = next;
    int lineFeed = DialogText.lineFeed(bytes, from, to);
    end = lineFeed < 0 ? to : DialogText.trim(bytes, from, lineFeed);
    next = lineFeed < 0 ? to : lineFeed + 1;
    return end - from >= 2 && bytes[from + 1] == '=';
  }

  char letter() {
    return (char) bytes[from];
  }

  /** Index of the value. */
  int valueFrom() {
    return from + 2;
  }

  /** Index behind the value. */
  int valueTo() {
    return end;
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

  /** The words of the value, which single blanks part; at most so many, the last with the rest. */
  String[] words(int most) {
    return Text.of(bytes, valueFrom(), end).split(" ", most);
  }
}
