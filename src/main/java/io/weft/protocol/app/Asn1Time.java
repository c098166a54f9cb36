package io.weft.protocol.app;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Points in time of ASN.1 as certificates (RFC 5280 section 4.1.2.5) and Kerberos (RFC 4120 section
 * 5.2.3) have them, to the second.
 */
public final class Asn1Time {
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;

  private Asn1Time() {}

  /**
   * Seconds since the epoch of a time; null where it is none.
   *
   * @param tag of the element
   * @param from index of its content
   */
  public static Long read(int tag, byte[] bytes, int from, int to) {
    int yearDigits = tag == UTC_TIME ? 2 : tag == GENERALIZED_TIME ? 4 : 0;
    int minutes = from + yearDigits + 8;
    if (yearDigits == 0 || minutes > to) {
      return null;
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
    if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0) {
      return null;
    }
    try {
      return LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC)
          - zone(bytes, hasSeconds ? minutes + 2 : minutes, to);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
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
