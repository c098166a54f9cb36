package io.weft.bytes;

import java.math.BigDecimal;

/** Writes floating-point numbers with as many digits as tell them apart, and no more. */
public final class Reals {
  /** Exponents of ten beyond which a number is written with its exponent. */
  private static final int MOST_DIGITS = 16;

  private Reals() {}

  /**
   * The number in base 10, as JSON and people write it: {@code 20}, {@code 6.5}, {@code 1.2E-9};
   * {@code NaN} or {@code Infinity} for what is no number that could be written so.
   *
   * @param bits 32 for a number that has the digits of that width only, else 64
   */
  public static String text(double value, int bits) {
    String text = bits == Float.SIZE ? Float.toString((float) value) : Double.toString(value);
    if (!Double.isFinite(value)) {
      return text;
    }
    BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
    boolean isPlain = digits.scale() <= MOST_DIGITS && digits.scale() >= -MOST_DIGITS;
    return isPlain ? digits.toPlainString() : digits.toString();
  }
}
