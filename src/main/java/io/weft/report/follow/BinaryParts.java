package io.weft.report.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.bytes.Utf8;
import io.weft.report.text.SafeText;
import java.util.Locale;

/**
 * Finds the parts of a turn that nobody would read as text: pictures, archives, what is encrypted.
 * Bytes are odd where they are controls (but for tab and the ends of lines) or no UTF-8. A part
 * reaches from its first odd byte, or the beginning of that line, to its last one before a long run
 * of text, and is binary where it is long and at least a tenth of it is odd: the colours of a
 * terminal session and the options of Telnet are not.
 */
final class BinaryParts {
  /** So many bytes of text in a row end a part. */
  private static final int TEXT_RUN = 64;

  /** What is shorter is shown, escaped. */
  private static final int LEAST = 64;

  private static final int ODD_SHARE = 10;

  private static final String HEADER = "\ncontent-type:";
  private static final int MAX_TYPE = 60;

  private final byte[] bytes;
  private final int length;
  private int from;
  private int to;

  /**
   * @param length how many of the bytes are those of the turn
   */
  BinaryParts(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** Moves to the next binary part from {@code at} on; false where there is none. */
  boolean next(int at) {
    int search = at;
    while (search < length) {
      int first = odd(search);
      if (first >= length) {
        return false;
      }
      int odd = 0;
      int last = first;
      for (int i = first; i < length && i - last <= TEXT_RUN; ) {
        int character = width(i);
        if (character == 0) {
          odd++;
          last = i;
        }
        i += Math.max(1, character);
      }
      from = Math.max(at, lineStart(first));
      to = length - last <= TEXT_RUN ? length : last + 1;
      if (to - from >= LEAST && odd >= (to - first) / ODD_SHARE) {
        return true;
      }
      search = last + 1;
    }
    return false;
  }

  /** The first byte of the part. */
  int from() {
    return from;
  }

  /** The byte behind the part. */
  int to() {
    return to;
  }

  /** What the header before the part says that it is; null where it says nothing. */
  String contentType(int textFrom) {
    String text = new String(bytes, textFrom, from - textFrom, ISO_8859_1);
    int at = text.toLowerCase(Locale.ROOT).lastIndexOf(HEADER);
    if (at < 0) {
      return null;
    }
    int begin = at + HEADER.length();
    int end = begin;
    while (end < text.length() && "\r\n;".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String type = text.substring(begin, Math.min(end, begin + MAX_TYPE)).strip();
    return type.isEmpty() ? null : SafeText.escape(type);
  }

  private int odd(int at) {
    int i = at;
    while (i < length) {
      int character = width(i);
      if (character == 0) {
        return i;
      }
      i += character;
    }
    return length;
  }

  /** Bytes of the character; 0 where it is odd. */
  private int width(int at) {
    int c = bytes[at];
    if (c < 0) {
      return Utf8.length(bytes, at, length);
    }
    return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t' ? 1 : 0;
  }

  private int lineStart(int at) {
    int start = at;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    return start;
  }
}
