package io.weft.protocol.app.syslog;

/** Times such as {@code 2003-10-11T22:14:15.003Z} (RFC 5424 section 6.2.3). */
final class Rfc3339 {
  /** The bytes are no time. */
  static final long NONE = Long.MIN_VALUE;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Where the seconds end, in bytes behind the beginning. */
  private static final int SECONDS_END = 19;

  private static final int SECONDS_PER_DAY = 86_400;

  private Rfc3339() {}

  /** Nanoseconds since the epoch; {@link #NONE} where the bytes are no time. */
  static long nanos(byte[] bytes, int from, int to) {
    if (to - from <= SECONDS_END || bytes[from + 10] != 'T') {
      return NONE;
    }
    int year = number(bytes, from, 4);
    int month = number(bytes, from + 5, 2);
    int day = number(bytes, from + 8, 2);
    int hour = number(bytes, from + 11, 2);
    int minute = number(bytes, from + 14, 2);
    int second = number(bytes, from + 17, 2);
    if (year < 1970
        || year > 2200
        || month < 1
        || month > 12
        || (day | hour | minute | second) < 0) {
      return NONE;
    }
    int at = from + SECONDS_END;
    long fraction = 0;
    if (bytes[at] == '.') {
      at++;
      for (long unit = NANOS_PER_SECOND / 10; at < to && isDigit(bytes[at]); unit /= 10) {
        fraction += unit * (bytes[at++] - '0');
      }
    }
    long seconds = days(year, month, day) * SECONDS_PER_DAY;
    seconds += hour * 3600L + minute * 60L + second - offset(bytes, at, to);
    return seconds * NANOS_PER_SECOND + fraction;
  }

  /** Seconds by which the zone is ahead: {@code Z}, {@code +01:00}. */
  private static long offset(byte[] bytes, int at, int to) {
    if (to - at < 6 || (bytes[at] != '+' && bytes[at] != '-')) {
      return 0;
    }
    long seconds = number(bytes, at + 1, 2) * 3600L + number(bytes, at + 4, 2) * 60L;
    return bytes[at] == '-' ? -seconds : seconds;
  }

  /** Days since 1970 in the Gregorian calendar. */
  private static long days(int year, int month, int day) {
    int shifted = month > 2 ? year : year - 1; // a year that begins in March ends with the leap day
    int monthFromMarch = (month + 9) % 12;
    long days = 365L * shifted + shifted / 4 - shifted / 100 + shifted / 400;
    return days + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** A number of digits; negative where one is none. */
  private static int number(byte[] bytes, int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      if (!isDigit(bytes[i])) {
        return -1;
      }
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }
}
