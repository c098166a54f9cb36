package io.weft.report;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first bytes of a content, decoded. */
public final class KeptContent {
  private byte[] bytes = {};
  private int length;
  private long leftOut;

  KeptContent() {}

  /** Keeps bytes, as many as there is room for. */
  void add(byte[] from, int at, int to, int room) {
    int count = Math.min(to - at, room);
    if (bytes.length < length + count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
    System.arraycopy(from, at, bytes, length, count);
    length += count;
    leftOut += to - at - count;
  }

  /** How many bytes are kept. */
  public int length() {
    return length;
  }

  /** The array that begins with the kept bytes; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes of the content followed that are not kept. */
  public long leftOut() {
    return leftOut;
  }

  int capacity() {
    return bytes.length;
  }

  /**
   * The content as text: null where it is not valid UTF-8, or holds control characters besides
   * those of white space. A character that was cut at the end of what is kept is left out.
   */
  public String text() {
    int end = leftOut > 0 ? wholeCharacters() : length;
    for (int i = 0; i < end; i++) {
      int b = bytes[i];
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        return null;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, 0, end))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The length up to the last character that may be cut. */
  private int wholeCharacters() {
    int at = length;
    for (int back = 1; back <= 3 && at - back >= 0; back++) {
      int b = bytes[at - back] & 0xFF;
      if (b >= 0xC0) {
        int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return back < needed ? at - back : at;
      }
      if (b < 0x80) {
        return at;
      }
    }
    return at;
  }
}
