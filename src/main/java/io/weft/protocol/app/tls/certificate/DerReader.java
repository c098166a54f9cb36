package io.weft.protocol.app.tls.certificate;

import io.weft.bytes.Hex;
import java.util.Arrays;

/**
 * Goes over the elements of DER (ITU-T X.690) one after the other. It holds no stack: whoever wants
 * the elements inside one makes a reader for them, so that no nesting can exhaust anything. An
 * element that is longer than what holds it, or has no definite length, ends the reading.
 */
final class DerReader {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  /** The tag of a context-specific element that holds others, by its number. */
  static int constructed(int number) {
    return 0xA0 | number;
  }

  private static final int LONG_TAG = 0x1F;
  private static final int LONG_LENGTH = 0x80;
  private static final int MAX_LENGTH_BYTES = 4;

  private final byte[] bytes;
  private final int limit;
  private int next;
  private int tag;
  private int start;
  private int from;
  private int to;
  private boolean bad;

  DerReader(byte[] bytes, int from, int limit) {
    this.bytes = bytes;
    this.next = from;
    this.limit = limit;
  }

  /** Goes to the next element; false where there is none, or what is there is no element. */
  boolean next() {
    if (bad || next >= limit) {
      return false;
    }
    start = next;
    int at = next;
    tag = bytes[at++] & 0xFF;
    if ((tag & LONG_TAG) == LONG_TAG || at == limit) {
      return fail(); // No element of a certificate has a tag of several bytes.
    }
    int length = bytes[at++] & 0xFF;
    if (length >= LONG_LENGTH) {
      int count = length - LONG_LENGTH;
      if (count == 0 || count > MAX_LENGTH_BYTES || count > limit - at) {
        return fail();
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        if (length > Integer.MAX_VALUE >> Byte.SIZE) {
          return fail();
        }
        length = (length << Byte.SIZE) | (bytes[at++] & 0xFF);
      }
    }
    if (length > limit - at) {
      return fail();
    }
    from = at;
    to = at + length;
    next = to;
    return true;
  }

  /** Goes to the next element, which must have this tag; else nothing more is read. */
  boolean next(int expected) {
    return next() && (tag == expected || fail());
  }

  private boolean fail() {
    bad = true;
    tag = 0;
    from = limit;
    to = limit;
    return false;
  }

  /** Has the reading ended before the end, because something is no DER, or was not expected? */
  boolean isBad() {
    return bad;
  }

  boolean hasMore() {
    return !bad && next < limit;
  }

  /** Looks at the tag of the next element, without going there; -1 where there is none. */
  int peek() {
    return hasMore() ? bytes[next] & 0xFF : -1;
  }

  int tag() {
    return tag;
  }

  /** Index of the element's first byte. */
  int start() {
    return start;
  }

  /** Index of the content's first byte. */
  int from() {
    return from;
  }

  /** Index behind the element's last byte. */
  int to() {
    return to;
  }

  int length() {
    return to - from;
  }

  byte[] bytes() {
    return bytes;
  }

  /** A reader of the elements inside this one. */
  DerReader inside() {
    return new DerReader(bytes, from, to);
  }

  /** Whether the element is a boolean that is true. */
  boolean isTrue() {
    return length() == 1 && bytes[from] != 0;
  }

  /** A whole number of at most four bytes; -1 for a longer or a negative one. */
  long number() {
    if (length() == 0 || length() > 5 || bytes[from] < 0) {
      return -1;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      number = (number << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    return number;
  }

  /** The content in base 16, of at most so many bytes. */
  String hex(int most) {
    return Hex.of(bytes, from, Math.min(to, from + most));
  }

  /** Have both elements, headers included, the same bytes? */
  static boolean same(byte[] bytes, int from, int to, int otherFrom, int otherTo) {
    return Arrays.equals(bytes, from, to, bytes, otherFrom, otherTo);
  }
}
