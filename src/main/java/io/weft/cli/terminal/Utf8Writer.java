package io.weft.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/**
 * Encodes text in UTF-8 (RFC 3629), with a buffer. Java's own encoder is fast for ASCII alone: one
 * arrow in each line has it take several times as long. Half of a surrogate pair becomes a question
 * mark, as there.
 */
final class Utf8Writer extends Writer {
  private static final int CAPACITY = 1 << 13;

  /** Bytes of the longest character, or of a question mark and a character of one {@code char}. */
  private static final int LONGEST = 4;

  private final OutputStream target;
  private final byte[] buffer = new byte[CAPACITY];
  private int filled;

  /** What is being taken from a string. */
  private final char[] chars = new char[CAPACITY];

  /** The first half of a pair, at the end of what was written last; 0 for none. */
  private char half;

  /**
   * @param target gets what is buffered when the buffer is full, or is to be flushed
   */
  Utf8Writer(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    synchronized (lock) {
      encode(text, from, from + length);
    }
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    synchronized (lock) {
      int to = from + length;
      for (int at = from; at < to; at += CAPACITY) {
        int next = Math.min(to, at + CAPACITY);
        text.getChars(at, next, chars, 0);
        encode(chars, 0, next - at);
      }
    }
  }

  private void encode(char[] text, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      if (half == 0) {
        at = ascii(text, at, to);
      }
      if (at < to) {
        other(text[at++]);
      }
    }
  }

  /** Encodes the characters of ASCII that come next; returns the index behind them. */
  private int ascii(char[] text, int from, int to) throws IOException {
    int at = from;
    while (at < to && text[at] < 0x80) {
      int put = filled;
      int end = Math.min(to, at + CAPACITY - put);
      while (at < end && text[at] < 0x80) {
        buffer[put++] = (byte) text[at++];
      }
      filled = put;
      if (put == CAPACITY) {
        drain();
      }
    }
    return at;
  }

  /** Encodes any {@code char}. */
  private void other(char c) throws IOException {
    if (filled > CAPACITY - LONGEST) {
      drain();
    }
    char before = half;
    half = 0;
    if (before != 0 && Character.isLowSurrogate(c)) {
      int point = Character.toCodePoint(before, c);
      buffer[filled++] = (byte) (0xF0 | point >> 18);
      buffer[filled++] = (byte) (0x80 | (point >> 12 & 0x3F));
      buffer[filled++] = (byte) (0x80 | (point >> 6 & 0x3F));
      buffer[filled++] = (byte) (0x80 | (point & 0x3F));
      return;
    }
    if (before != 0) {
      buffer[filled++] = '?';
    }
    if (Character.isHighSurrogate(c)) {
      half = c;
    } else if (Character.isLowSurrogate(c)) {
      buffer[filled++] = '?';
    } else if (c >= 0x800) {
      buffer[filled++] = (byte) (0xE0 | c >> 12);
      buffer[filled++] = (byte) (0x80 | (c >> 6 & 0x3F));
      buffer[filled++] = (byte) (0x80 | (c & 0x3F));
    } else if (c >= 0x80) {
      buffer[filled++] = (byte) (0xC0 | c >> 6);
      buffer[filled++] = (byte) (0x80 | (c & 0x3F));
    } else {
      buffer[filled++] = (byte) c;
    }
  }

  private void drain() throws IOException {
    int length = filled;
    filled = 0; // before the write: after a failure these bytes are not sent again
    target.write(buffer, 0, length);
  }

  @Override
  public void flush() throws IOException {
    synchronized (lock) {
      if (filled > 0) {
        drain();
      }
      target.flush();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (lock) {
      try (target) {
        if (half != 0) {
          half = 0;
          encode(new char[] {'?'}, 0, 1);
        }
        flush();
      }
    }
  }
}
