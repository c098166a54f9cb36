package io.weft.protocol.app.tls.certificate;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The points in time of certificates (RFC 5280 section 4.1.2.5), to the second. */
final class DerTime {
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;

  private DerTime() {}

  /** Seconds since the epoch of the time that the reader stands at; null where it is none. */
  static Long read(DerReader at) {
    byte[] bytes = at.bytes();
    int from = at.from();
    int yearDigits = at.tag() == UTC_TIME ? 2 : at.tag() == GENERALIZED_TIME ? 4 : 0;
    int minutes = from + yearDigits + 8;
    if (yearDigits == 0 || minutes > at.to()) {
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
    boolean hasSeconds = at.to() - minutes >= 2 && digits(bytes, minutes, 2) >= 0;
    int second = hasSeconds ? digits(bytes, minutes, 2) : 0;
    if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0) {
      return null;
    }
    try {
      return LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC)
          - zone(bytes, hasSeconds ? minutes + 2 : minutes, at.to());
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
