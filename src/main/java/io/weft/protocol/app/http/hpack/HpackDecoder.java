package io.weft.protocol.app.http.hpack;

import java.util.Arrays;

/**
 * Decodes the header blocks of one direction of an HTTP/2 connection (RFC 7541). What refers to
 * entries that were inserted out of sight is an unknown field, and ends nothing.
 */
public final class HpackDecoder {
  /** The longest name or value that is kept, in bytes. */
  private static final int LONGEST_TEXT = 16 << 10;

  /** The most bytes of names and values that one block gives; the rest is decoded and dropped. */
  private static final int MOST_BYTES = 256 << 10;

  /** Memory of this object without the table's entries, estimated in bytes. */
  static final int BYTES = 400;

  private final HpackTable table = new HpackTable();
  private byte[] block;
  private int at;
  private int end;
  private boolean isBroken;

  /** The index that the field read last begins with; 0 where its name stands behind it. */
  private long index;

  /** Takes the fields of a block. */
  public interface Fields {
    /**
     * A header field, in the order of the block.
     *
     * @param name null where it is not known
     * @param value null where it is not known
     */
    void field(byte[] name, byte[] value);

    /**
     * How the next field is written; told before it.
     *
     * @param index of the field, or of its name; 0 where the name is written
     */
    default void represented(Representation as, long index) {}

    /** A new bound for the table, in bytes. */
    default void tableSize(long bytes) {}
  }

  /** The beginning of the connection was not captured. */
  public void joinedMidway() {
    table.joinedMidway();
  }

  /** A block, or a part of one, was not captured. */
  public void unsure() {
    table.unsure();
  }

  /** Estimated memory of the decoder with its table, in bytes. */
  public int memory() {
    return BYTES + table.memory();
  }

  /**
   * Decodes a whole block.
   *
   * @return false where it is none; the fields before the mistake were given
   */
  public boolean decode(byte[] bytes, int from, int to, Fields fields) {
    block = bytes;
    at = from;
    end = to;
    isBroken = false;
    int given = 0;
    while (at < end && !isBroken) {
      int first = block[at] & 0xFF;
      HpackTable.Entry field = next(first, fields);
      if (field != null && given <= MOST_BYTES) {
        given += length(field.name()) + length(field.value());
        fields.represented(Representation.of(first, index), index);
        fields.field(field.name(), field.value());
      }
    }
    block = null;
    if (isBroken) {
      table.unsure();
    }
    return !isBroken;
  }

  private static int length(byte[] text) {
    return text == null ? 0 : text.length;
  }

  /** The next field; null for an update of the table's size, and where the block is broken. */
  private HpackTable.Entry next(int first, Fields fields) {
    if (first >= 0x80) {
      index = number(7);
      return indexed(index);
    }
    if (first >= 0x40) {
      HpackTable.Entry literal = literal(6);
      if (literal != null) {
        table.insert(literal);
      }
      return literal;
    }
    if (first >= 0x20) {
      long size = number(5);
      if (!isBroken) {
        table.resize(size);
        fields.tableSize(size);
      }
      return null;
    }
    return literal(4);
  }

  private HpackTable.Entry indexed(long at) {
    HpackTable.Entry entry = isBroken ? null : table.get(at);
    isBroken |= entry == null;
    return entry;
  }

  /**
   * A field whose value stands here.
   *
   * @param indexBits of the first byte that belong to the index of the name
   */
  private HpackTable.Entry literal(int indexBits) {
    index = number(indexBits);
    if (isBroken) {
      return null;
    }
    byte[] name;
    if (index == 0) {
      name = text();
    } else {
      HpackTable.Entry named = indexed(index);
      name = named == null ? null : named.name();
    }
    byte[] value = isBroken ? null : text();
    return isBroken ? null : new HpackTable.Entry(name, value);
  }

  /** A number whose first bits share a byte with others (RFC 7541, section 5.1). */
  private long number(int bits) {
    int most = (1 << bits) - 1;
    long value = block[at++] & most;
    if (value < most) {
      return value;
    }
    for (int shift = 0; at < end && shift <= 28; shift += 7) {
      int next = block[at++];
      value += (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    isBroken = true; // cut, or larger than anything it could count
    return 0;
  }

  /** A string (RFC 7541, section 5.2). */
  private byte[] text() {
    if (at >= end) {
      isBroken = true;
      return null;
    }
    boolean isHuffman = block[at] < 0;
    long length = number(7);
    if (isBroken || length > end - at) {
      isBroken = true;
      return null;
    }
    int from = at;
    at += (int) length;
    if (!isHuffman) {
      return Arrays.copyOfRange(block, from, Math.min(at, from + LONGEST_TEXT));
    }
    byte[] text = HuffmanCode.decode(block, from, at, LONGEST_TEXT);
    isBroken |= text == null;
    return text;
  }
}
