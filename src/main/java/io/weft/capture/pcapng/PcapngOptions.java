package io.weft.capture.pcapng;

import io.weft.capture.format.Endian;
import java.nio.charset.StandardCharsets;

/**
 * Walks the options at the end of a pcapng block: code 2, length 2, value padded to four bytes.
 * Reused; moves forward at least four bytes a step.
 */
public final class PcapngOptions {
  private static final int END = 0;
  private static final int COMMENT = 1;

  /** Characters kept of a block's comments; a single one has up to 65,535. */
  private static final int MAX_COMMENTS = 256 << 10;

  private static final int HEADER_LENGTH = 4;

  private byte[] bytes;
  private int next;
  private int limit;
  private boolean bigEndian;
  private int code;
  private int at;
  private int length;
  private String problem;
  private StringBuilder comments;

  /** Options lie in {@code [from, to)}. */
  void wrap(byte[] block, int from, int to, boolean sectionBigEndian) {
    bytes = block;
    next = from;
    limit = to;
    bigEndian = sectionBigEndian;
    problem = null;
    comments = null;
  }

  /** False after the last option, or where {@link #problem} tells of a lying length. */
  boolean next() {
    if (next >= limit) {
      return false;
    }
    if (limit - next < HEADER_LENGTH) {
      problem = "an option header does not fit its block";
      return false;
    }
    code = u16(next);
    length = u16(next + 2);
    at = next + HEADER_LENGTH;
    if (code == END) {
      return false;
    }
    if (PcapngBlocks.padded(length) > limit - at) {
      problem = "option " + code + " of " + length + " bytes does not fit its block";
      return false;
    }
    next = at + PcapngBlocks.padded(length);
    if (code == COMMENT) {
      comment();
    }
    return true;
  }

  /** Why the walk ended early; null for an ordinary end. */
  String problem() {
    return problem;
  }

  /** Walks to the end for the comments' sake. */
  void skim() {
    boolean more = next();
    while (more) {
      more = next();
    }
  }

  /** Index behind the last option that was passed; the one that only ends them is none. */
  int end() {
    return next;
  }

  /** The comments passed so far, joined by line feeds; null for none. */
  String comments() {
    return comments == null ? null : comments.toString();
  }

  int code() {
    return code;
  }

  int length() {
    return length;
  }

  int u8() {
    return bytes[at] & 0xFF;
  }

  /** The value; {@code otherwise} where it is not eight bytes long. */
  long i64(long otherwise) {
    return length == 8 ? Endian.i64(bytes, at, bigEndian) : otherwise;
  }

  /** A timestamp's two halves, upper half first in either order. */
  long ticks() {
    return PcapngBlocks.ticks(bytes, at, bigEndian);
  }

  String text() {
    return text(0);
  }

  /** UTF-8 from the {@code skip}th byte on; without the zero bytes some writers put behind it. */
  String text(int skip) {
    int end = at + length;
    while (end > at + skip && bytes[end - 1] == 0) {
      end--;
    }
    return utf8(bytes, at + skip, end);
  }

  private int u16(int index) {
    return Endian.u16(bytes, index, bigEndian);
  }

  /** What is no UTF-8 becomes U+FFFD. */
  static String utf8(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private void comment() {
    if (comments == null) {
      comments = new StringBuilder(length);
    } else if (comments.length() < MAX_COMMENTS) {
      comments.append('\n');
    }
    if (comments.length() + length <= MAX_COMMENTS) {
      comments.append(text());
    }
  }
}
