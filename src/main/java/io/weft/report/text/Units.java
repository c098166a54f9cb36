package io.weft.report.text;

import java.util.Locale;

/** Formats numbers for people: with three significant digits and a unit, or with separators. */
public final class Units {
  private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final String[] RATES = {"bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"};
  private static final long MICROSECOND = 1_000;
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Units() {}

  /** A number of bytes, such as {@code 1.25 MB}; units are powers of 1000, as for links. */
  public static String bytes(long bytes) {
    if (Math.abs(bytes) < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = 0;
    // Without decimals 999.5 would be printed as 1000.
    while (Math.abs(value) >= 999.5) {
      value /= 1000;
      unit++;
    }
    return threeDigits(value) + " " + SIZES[unit];
  }

  /** A rate, such as {@code 92.1 Mbit/s}. */
  public static String bitsPerSecond(double bits) {
    double value = bits;
    int unit = 0;
    while (value >= 999.5 && unit < RATES.length - 1) {
      value /= 1000;
      unit++;
    }
    return (value == 0 ? "0" : threeDigits(value)) + " " + RATES[unit];
  }

  /**
   * A rate of events, such as {@code 1,234 packets/s} or {@code 0.25 packets/s}: with a fraction
   * where it would have fewer than two digits.
   *
   * @param unit such as {@code packets/s}
   */
  public static String perSecond(double rate, String unit) {
    return rate(rate) + " " + unit;
  }

  /** The number of {@link #perSecond}, without its unit. */
  public static String rate(double rate) {
    return rate == 0 || rate >= 9.95 ? count(Math.round(rate)) : threeDigits(rate);
  }

  /** A duration, such as {@code 12.4 ms}, {@code 3 m 05 s} or {@code 2 d 04 h}. */
  public static String duration(long nanos) {
    if (nanos < 0) {
      return "-" + duration(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
    }
    if (nanos < MICROSECOND) {
      return nanos + (nanos == 0 ? " s" : " ns");
    }
    if (nanos < 999_500) {
      return threeDigits(nanos / (double) MICROSECOND) + " µs";
    }
    if (nanos < 999_500_000) {
      return threeDigits(nanos / (double) MILLISECOND) + " ms";
    }
    if (nanos < MINUTE - SECOND / 20) {
      return threeDigits(nanos / (double) SECOND) + " s";
    }
    if (nanos < HOUR - SECOND / 2) {
      long seconds = rounded(nanos, SECOND);
      return two(seconds / 60, "m", seconds % 60, "s");
    }
    if (nanos < DAY - MINUTE / 2) {
      long minutes = rounded(nanos, MINUTE);
      return two(minutes / 60, "h", minutes % 60, "m");
    }
    long hours = rounded(nanos, HOUR);
    return two(hours / 24, "d", hours % 24, "h");
  }

  private static long rounded(long nanos, long unit) {
    return nanos / unit + (nanos % unit * 2 >= unit ? 1 : 0);
  }

  /** A number with separators, such as {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * A number with a word, such as {@code 1,234 packets}.
   *
   * @param singular the word for 1
   * @param plural the word for all other numbers, 0 included
   */
  public static String count(long number, String singular, String plural) {
    return count(number) + " " + (number == 1 ? singular : plural);
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + " " + unit + (small < 10 ? " 0" : " ") + small + " " + smallUnit;
  }

  private static String threeDigits(double value) {
    double magnitude = Math.abs(value);
    String format = magnitude < 9.995 ? "%.2f" : magnitude < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }
}
