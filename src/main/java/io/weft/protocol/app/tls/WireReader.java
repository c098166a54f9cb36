package io.weft.protocol.app.tls;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the numbers and vectors of a message (RFC 8446 section 3), and never beyond its end: what
 * is missing reads as 0 or as empty, and is noted.
 */
final class WireReader {
  private static final int[] NONE = {};

  private final byte[] bytes;
  private final int to;
  private int at;
  private boolean cut;

  WireReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** Was something read that the message does not hold? */
  boolean isCut() {
    return cut;
  }

  boolean hasMore() {
    return at < to;
  }

  int left() {
    return to - at;
  }

  private boolean has(int length) {
    if (length > to - at) {
      cut = true;
      at = to;
      return false;
    }
    return true;
  }

  int u8() {
    return has(1) ? BigEndian.u8(bytes, at++) : 0;
  }

  int u16() {
    if (!has(2)) {
      return 0;
    }
    at += 2;
    return BigEndian.u16(bytes, at - 2);
  }

  int u24() {
    if (!has(3)) {
      return 0;
    }
    at += 3;
    return BigEndian.u24(bytes, at - 3);
  }

  void skip(int length) {
    if (has(length)) {
      at += length;
    }
  }

  /** Index of the next byte in the array. */
  int at() {
    return at;
  }

  /** Passes over the next bytes, or over fewer where the message ends before. */
  void skipAtMost(int length) {
    at = end(length);
  }

  /** The next bytes, copied; fewer where the message ends before. */
  byte[] bytes(int length) {
    int end = end(length);
    byte[] copy = Arrays.copyOfRange(bytes, at, end);
    at = end;
    return copy;
  }

  /** The next bytes as a reader of their own; fewer where the message ends before. */
  WireReader part(int length) {
    int end = end(length);
    WireReader part = new WireReader(bytes, at, end);
    at = end;
    return part;
  }

  /** Reads the rest once more, from here. */
  WireReader copy() {
    return new WireReader(bytes, at, to);
  }

  private int end(int length) {
    if (length > to - at) {
      cut = true;
      return to;
    }
    return at + length;
  }

  /** The rest of the message as text. */
  String text() {
    String text = Text.of(bytes, at, to);
    at = to;
    return text;
  }

  /** The rest as 16-bit numbers; an odd byte at the end belongs to none. */
  int[] numbers() {
    int count = (to - at) / 2;
    if (count == 0) {
      return NONE;
    }
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = u16();
    }
    return numbers;
  }

  /** The rest as texts, each behind a byte with its length. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    while (hasMore()) {
      texts.add(part(u8()).text());
    }
    return texts;
  }
}
