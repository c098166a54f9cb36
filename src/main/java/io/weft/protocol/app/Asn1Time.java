package io.weft.protocol.app;

import java.time.Month;
import java.time.Year;

/**
 * Points in time of ASN.1 as certificates (RFC 5280 section 4.1.2.5) and Kerberos (RFC 4120 section
 * 5.2.3) have them, to the second.
 */
public final class Asn1Time {
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;

  /** Stands for a time that is none. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final int SECONDS_PER_DAY = 86_400;

  /** From the first of March of the year 0 to the first of January 1970. */
  private static final int DAYS_BEFORE_EPOCH = 719_468;

  private Asn1Time() {}

  /**
   * Seconds since the epoch of a time; {@link #NONE} where it is none. Allocates nothing, which
   * {@code java.time} would.
   *
   * @param tag of the element
   * @param from index of its content
   */
  public static long seconds(int tag, byte[] bytes, int from, int to) {
    int yearDigits = tag == UTC_TIME ? 2 : tag == GENERALIZED_TIME ? 4 : 0;
    int minutes = from + yearDigits + 8;
    if (yearDigits == 0 || minutes > to) {
      return NONE;
    }
    int year = digits(bytes, from, yearDigits);
    if (yearDigits == 2 && year >= 0) {
      year += year < 50 ? 2000 : 1900;
    }
    int month = digits(bytes, from + yearDigits, 2);
    int day = digits(bytes, from + yearDigits + 2, 2);
    int hour = digits(bytes, from + yearDigits + 4, 2);
    int minute = digits(bytes, from + yearDigits + 6, 2);
    boolean hasSeconds = to - minutes >= 2 && digits(bytes, minutes, 2) >= 0;
    int second = hasSeconds ? digits(bytes, minutes, 2) : 0;
    boolean isDate = year >= 0 && month >= 1 && month <= 12 && day >= 1;
    if (!isDate || day > Month.of(month).length(Year.isLeap(year))) {
      return NONE;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second > 59) {
      return NONE;
    }
    int ofDay = hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second;
    int zone = zone(bytes, hasSeconds ? minutes + 2 : minutes, to);
    return epochDay(year, month, day) * SECONDS_PER_DAY + ofDay - zone;
  }

  /**
   * Days since the epoch. Years are taken to begin in March, so that the day which leap years have
   * more is the last of a year.
   */
  private static long epochDay(int year, int month, int day) {
    long march = month > 2 ? year : year - 1;
    long before = 365 * march + Math.floorDiv(march, 4) - Math.floorDiv(march, 100);
    int ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    return before + Math.floorDiv(march, 400) + ofYear - DAYS_BEFORE_EPOCH;
  }

  /** Seconds by which a zone is ahead: certificates must not have one, but some do. */
  private static int zone(byte[] bytes, int from, int to) {
    if (to - from < 5 || (bytes[to - 5] != '+' && bytes[to - 5] != '-')) {
      return 0;
    }
    int hours = digits(bytes, to - 4, 2);
    int minutes = digits(bytes, to - 2, 2);
    if (hours < 0 || minutes < 0) {
      return 0;
    }
    int seconds = hours * 3600 + minutes * 60;
    return bytes[to - 5] == '-' ? -seconds : seconds;
  }

  private static int digits(byte[] bytes, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }
}
