package io.weft.capture.pcapng;

import io.weft.bytes.Endian;
import io.weft.capture.reader.TimestampScale;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the options at the end of a pcapng block. The same object is reused for one block
 * after another. Every step moves forward by at least four bytes.
 */
final class PcapngOptions {
  /** The most characters kept of a block's comments together; a single one has up to 65,535. */
  private static final int MAX_COMMENTS = 256 << 10;

  private byte[] bytes;
  private int next;
  private int limit;
  private boolean bigEndian;
  private int code;
  private int at;
  private int length;
  private String problem;
  private StringBuilder comments;

  /** Begins with the first of the options, which lie in {@code [from, to)}. */
  void wrap(byte[] block, int from, int to, boolean sectionBigEndian) {
    bytes = block;
    next = from;
    limit = to;
    bigEndian = sectionBigEndian;
    problem = null;
    comments = null;
  }

  /**
   * Moves on to the next option.
   *
   * @return false after the last option, or where an option does not fit its block: {@link
   *     #problem} tells which
   */
  boolean next() {
    if (next >= limit) {
      return false;
    }
    if (limit - next < PcapngFormat.OPTION_HEADER_LENGTH) {
      problem = "an option header does not fit its block";
      return false;
    }
    code = u16(next);
    length = u16(next + 2);
    at = next + PcapngFormat.OPTION_HEADER_LENGTH;
    if (code == PcapngFormat.OPT_ENDOFOPT) {
      return false;
    }
    if (PcapngFormat.padded(length) > limit - at) {
      problem = "option " + code + " of " + length + " bytes does not fit its block";
      return false;
    }
    next = at + PcapngFormat.padded(length);
    if (code == PcapngFormat.OPT_COMMENT) {
      comment();
    }
    return true;
  }

  /** Which option does not fit its block; null where all do. */
  String problem() {
    return problem;
  }

  /** Walks to the last option, to check all of them and to collect the comments. */
  void walk() {
    boolean more = next();
    while (more) {
      more = next();
    }
  }

  /**
   * The index behind the last option that was passed. The option that only marks the end of the
   * options does not count.
   */
  int end() {
    return next;
  }

  /** The comments passed so far, joined by line feeds; null for none. */
  String comments() {
    return comments == null ? null : comments.toString();
  }

  /** The code of the current option. */
  int code() {
    return code;
  }

  /** The value of the current option, 0 to 255; {@code otherwise} where it is not one byte long. */
  int u8(int otherwise) {
    return length == 1 ? bytes[at] & 0xFF : otherwise;
  }

  /** The value of the current option; {@code otherwise} where it is not eight bytes long. */
  long i64(long otherwise) {
    return length == 8 ? Endian.i64(bytes, at, bigEndian) : otherwise;
  }

  /**
   * The value of the current option as a time in nanoseconds since the epoch; {@code otherwise}
   * where it is not eight bytes long.
   */
  long nanos(TimestampScale scale, long otherwise) {
    return length == 8 ? scale.nanos(ticks(bytes, at, bigEndian)) : otherwise;
  }

  /** A timestamp's ticks. Its upper half stands first in either byte order. */
  static long ticks(byte[] bytes, int at, boolean bigEndian) {
    return Endian.u32(bytes, at, bigEndian) << 32 | Endian.u32(bytes, at + 4, bigEndian);
  }

  /** Whether the current option, a capture filter, is text in libpcap's filter language. */
  boolean isFilterString() {
    return length > 0 && bytes[at] == PcapngFormat.FILTER_STRING;
  }

  /** The value of the current option as text. */
  String text() {
    return text(0);
  }

  /**
   * The value of the current option as UTF-8 text, without its first {@code skip} bytes and without
   * the zero bytes that some writers put at its end.
   */
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

  /** Decodes UTF-8; bytes that are not valid become U+FFFD. */
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
