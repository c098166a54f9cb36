package io.weft.protocol.app;

import io.weft.bytes.BigEndian;

/**
 * Reads elements of ASN.1 in the basic encoding rules (X.690 clause 8), as far as SNMP and Kerberos
 * use them: tags of one byte and definite lengths. It keeps no state and allocates nothing; every
 * method takes the index behind the last byte that it may read.
 */
public final class BerElement {
  /** Stands for an element that is not there, or does not fit into the bytes. */
  public static final int NONE = -1;

  public static final int INTEGER = 0x02;
  public static final int OCTETS = 0x04;
  public static final int NULL = 0x05;
  public static final int OBJECT = 0x06;
  public static final int SEQUENCE = 0x30;

  /** Bit of a length's first byte which says that more bytes hold the length. */
  private static final int LONG_LENGTH = 0x80;

  /** Bits of a tag's byte that are all set where more bytes hold the tag. */
  private static final int LONG_TAG = 0x1F;

  private static final int MAX_LENGTH_BYTES = 4;
  private static final int BITS_OF_ARC = 7;

  private BerElement() {}

  /** Is there an element of this tag, whole? */
  public static boolean is(byte[] bytes, int at, int to, int tag) {
    return end(bytes, at, to) != NONE && BigEndian.u8(bytes, at) == tag;
  }

  /** Index of the first byte of an element's content, or {@link #NONE} where its head is cut. */
  public static int content(byte[] bytes, int at, int to) {
    if (at < 0 || to - at < 2 || (bytes[at] & LONG_TAG) == LONG_TAG) {
      return NONE;
    }
    int length = BigEndian.u8(bytes, at + 1);
    if (length < LONG_LENGTH) {
      return at + 2;
    }
    int count = length - LONG_LENGTH;
    boolean isReadable = count >= 1 && count <= MAX_LENGTH_BYTES && count <= to - at - 2;
    return isReadable ? at + 2 + count : NONE;
  }

  /** Length of an element's content in bytes as it says; the head must be there. */
  public static long length(byte[] bytes, int at, int content) {
    int first = BigEndian.u8(bytes, at + 1);
    if (first < LONG_LENGTH) {
      return first;
    }
    long length = 0;
    for (int i = at + 2; i < content; i++) {
      length = length << Byte.SIZE | BigEndian.u8(bytes, i);
    }
    return length;
  }

  /** Index behind an element, or {@link #NONE} where it does not fit. */
  public static int end(byte[] bytes, int at, int to) {
    int content = content(bytes, at, to);
    if (content == NONE) {
      return NONE;
    }
    long length = length(bytes, at, content);
    return length <= to - content ? content + (int) length : NONE;
  }

  /** Index behind an element, or behind the bytes where they end before it; its head is there. */
  public static int endOrCut(byte[] bytes, int at, int to) {
    int content = content(bytes, at, to);
    return content == NONE ? to : (int) Math.min(to, content + length(bytes, at, content));
  }

  /** A number in two's complement; of more than eight bytes the last eight count. */
  public static long integer(byte[] bytes, int from, int to) {
    long value = from < to ? bytes[from] : 0;
    for (int i = from + 1; i < to; i++) {
      value = value << Byte.SIZE | BigEndian.u8(bytes, i);
    }
    return value;
  }

  /**
   * Writes an object identifier as numbers with dots between them (X.690 clause 8.19). Numbers that
   * 63 bits do not hold lose their highest bits.
   */
  public static void appendObject(StringBuilder text, byte[] bytes, int from, int to) {
    long arc = 0;
    boolean isFirst = true;
    for (int i = from; i < to; i++) {
      arc = (arc << BITS_OF_ARC | (bytes[i] & 0x7F)) & Long.MAX_VALUE;
      if (bytes[i] < 0) {
        continue;
      }
      if (isFirst) {
        long top = Math.min(arc / 40, 2);
        text.append(top).append('.').append(arc - top * 40);
        isFirst = false;
      } else {
        text.append('.').append(arc);
      }
      arc = 0;
    }
  }
}
