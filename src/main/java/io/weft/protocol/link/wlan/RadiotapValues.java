package io.weft.protocol.link.wlan;

import io.weft.bytes.LittleEndian;

/**
 * Where the values of a Radiotap header stand. Which ones there are is told by words of bits; each
 * is aligned to its own size (radiotap.org).
 *
 * <p>A walk over them makes no object: where it stands is a number, of which {@link #bit}, {@link
 * #at} and {@link #end} tell what the value is and where.
 *
 * <pre>{@code
 * for (long value = first(bytes, start, end); value >= 0; value = next(value, bytes, start, end))
 * }</pre>
 */
final class RadiotapValues {
  /** Where the words of bits begin. */
  static final int PRESENT = 4;

  /** Bit that says that the next word is of Radiotap's own namespace. */
  static final int OWN_NAMESPACE = 29;

  /** Bit of a vendor's values, which all together count as one value; the next word is foreign. */
  static final int VENDOR_NAMESPACE = 30;

  /** Length of what stands before a vendor's values, and where it tells their length. */
  static final int VENDOR_HEADER = 6;

  static final int VENDOR_LENGTH = 4;

  private static final int VENDOR_ALIGNMENT = 2;

  /** Size and alignment of each bit's value, in bytes; 0 where they are not known. */
  private static final int[] SIZES = {
    8, 1, 1, 4, 2, 1, 1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 8, 3, 8, 12, 12, 12, 12, 0, 1, 4, 0
  };

  private static final int[] ALIGNMENTS = {
    8, 1, 1, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 4, 1, 4, 2, 8, 2, 2, 0, 1, 2, 0
  };

  private static final long NO_MORE = -1;

  // A header's length has 16 bits, so all places in it have, counted from its beginning.
  private static final int PLACE_BITS = 16;
  private static final int BIT_SHIFT = 2 * PLACE_BITS;
  private static final int WORD_SHIFT = BIT_SHIFT + Byte.SIZE;

  private RadiotapValues() {}

  /** The bit of a value, 0 to 28, or {@link #VENDOR_NAMESPACE}. */
  static int bit(long value) {
    return (int) (value >> BIT_SHIFT) & 0xFF;
  }

  /**
   * Where a value begins.
   *
   * @param start of the header
   */
  static int at(long value, int start) {
    return start + (int) (value & 0xFFFF);
  }

  /** Where a value ends. */
  static int end(long value, int start) {
    return start + place(value);
  }

  private static int place(long value) {
    return (int) (value >> PLACE_BITS) & 0xFFFF;
  }

  private static long value(int word, int bit, int at, int end) {
    return (long) word << WORD_SHIFT | (long) bit << BIT_SHIFT | (long) end << PLACE_BITS | at;
  }

  /** Where the words of bits end, of which each but the last says that another follows. */
  static int behindWords(byte[] bytes, int start, int end) {
    int at = start + PRESENT;
    boolean isMore = true;
    while (isMore && at + 4 <= end) {
      isMore = LittleEndian.i32(bytes, at) < 0;
      at += 4;
    }
    return at;
  }

  /** The first value of a header between two places; below 0 where it has none. */
  static long first(byte[] bytes, int start, int end) {
    int behind = behindWords(bytes, start, end) - start;
    return behind <= PRESENT ? NO_MORE : find(0, 0, behind, bytes, start, end);
  }

  /** The value behind another one; below 0 where there is none, or where the header ends in it. */
  static long next(long value, byte[] bytes, int start, int end) {
    int word = (int) (value >> WORD_SHIFT);
    if (bit(value) == VENDOR_NAMESPACE) {
      return foreign(word, place(value), bytes, start, end);
    }
    return find(word, bit(value) + 1, place(value), bytes, start, end);
  }

  private static int word(int number, byte[] bytes, int start) {
    return LittleEndian.i32(bytes, start + PRESENT + number * 4);
  }

  private static boolean isLast(int number, byte[] bytes, int start, int end) {
    return word(number, bytes, start) >= 0 || start + PRESENT + (number + 2) * 4 > end;
  }

  /** Looks for a value from a bit on, in words of Radiotap's own namespace. */
  private static long find(int from, int fromBit, int behind, byte[] bytes, int start, int end) {
    int bit = fromBit;
    for (int number = from; ; number++) {
      int word = word(number, bytes, start);
      for (; bit < SIZES.length; bit++) {
        if ((word & (1 << bit)) != 0) {
          int at = aligned(behind, ALIGNMENTS[bit]);
          boolean isThere = SIZES[bit] > 0 && start + at + SIZES[bit] <= end;
          return isThere ? value(number, bit, at, at + SIZES[bit]) : NO_MORE;
        }
      }
      if ((word & 1 << VENDOR_NAMESPACE) != 0) {
        return vendor(number, behind, bytes, start, end);
      }
      // What a further word of the same namespace means is not defined, unless this one says so.
      if ((word & 1 << OWN_NAMESPACE) == 0 || isLast(number, bytes, start, end)) {
        return NO_MORE;
      }
      bit = 0;
    }
  }

  /** Goes on behind a vendor's values: the next words are foreign up to one that says otherwise. */
  private static long foreign(int last, int behind, byte[] bytes, int start, int end) {
    if (isLast(last, bytes, start, end)) {
      return NO_MORE;
    }
    int number = last + 1;
    int word = word(number, bytes, start);
    if ((word & 1 << VENDOR_NAMESPACE) != 0) {
      return vendor(number, behind, bytes, start, end);
    }
    return (word & 1 << OWN_NAMESPACE) == 0 || isLast(number, bytes, start, end)
        ? NO_MORE
        : find(number + 1, 0, behind, bytes, start, end);
  }

  private static long vendor(int number, int behind, byte[] bytes, int start, int end) {
    int at = aligned(behind, VENDOR_ALIGNMENT);
    if (start + at + VENDOR_HEADER > end) {
      return NO_MORE;
    }
    int length = VENDOR_HEADER + LittleEndian.u16(bytes, start + at + VENDOR_LENGTH);
    return start + at + length > end ? NO_MORE : value(number, VENDOR_NAMESPACE, at, at + length);
  }

  private static int aligned(int place, int alignment) {
    int mask = alignment - 1;
    return alignment == 0 ? place : (place + mask) & ~mask;
  }
}
