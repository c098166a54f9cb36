package io.weft.report.tree;

import io.weft.dissect.field.Field;

/** Draws a value that is some bits of a number: {@code .1.. ....}. */
final class BitText {
  private static final int BITS_TOGETHER = 4;

  private BitText() {}

  /** Is the field a part of a number, so that its bits are worth a drawing? */
  static boolean isDrawn(Field field) {
    return (field.type() == Field.Type.NUMBER || field.type() == Field.Type.FLAG)
        && field.bits() > 0
        && Long.bitCount(field.mask()) < field.bits();
  }

  /**
   * Appends the bits of a number in groups of four, the highest first: those of the field as
   * digits, all others as dots.
   *
   * @param number that holds the field's bits at their places
   */
  static void append(StringBuilder text, Field field, long number) {
    for (int bit = width(field) - 1; bit >= 0; bit--) {
      if ((field.mask() >>> bit & 1) == 0) {
        text.append('.');
      } else {
        text.append((number >>> bit & 1) == 0 ? '0' : '1');
      }
      if (bit > 0 && bit % BITS_TOGETHER == 0) {
        text.append(' ');
      }
    }
  }

  /** A part is drawn no wider than its whole: TCP's flags have 12 bits of 16. */
  private static int width(Field field) {
    Field whole = field.parent();
    if (whole == null || !isDrawn(whole) || whole.bits() != field.bits()) {
      return field.bits();
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(whole.mask() | field.mask());
    return Math.min(field.bits(), (bits + BITS_TOGETHER - 1) / BITS_TOGETHER * BITS_TOGETHER);
  }

  /**
   * The number that holds a field's bits, as it stands in the packet. Where the value that a walk
   * gave is not the one that the bits make (because it counts other units), the bits are right.
   *
   * @param value of the field
   * @param from first byte of the number
   * @param length of the number in bytes; 0 where the value has no bytes
   */
  static long number(Field field, long value, byte[] bytes, int from, int length) {
    int shift = Long.numberOfTrailingZeros(field.mask());
    long ofValue = value << shift & field.mask();
    if (length * Byte.SIZE != field.bits() || from < 0 || from + length > bytes.length) {
      return ofValue;
    }
    long big = 0;
    long little = 0;
    for (int i = 0; i < length; i++) {
      long each = bytes[from + i] & 0xFF;
      big = big << Byte.SIZE | each;
      little |= each << (i * Byte.SIZE);
    }
    return (little & field.mask()) == ofValue ? little : big;
  }
}
