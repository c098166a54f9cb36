package io.weft.report.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import io.weft.bytes.Hex;
import io.weft.bytes.IpAddress;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import java.io.IOException;
import java.time.LocalDate;

/**
 * Formats times, durations and addresses, as JSON values or as text. JSON values are written from a
 * buffer that is reused, without a string for each. Not thread-safe.
 */
public final class JsonText {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int NO_DAY = Integer.MIN_VALUE;

  // Dividing by ten as a multiplication: the compiler of short runs (C1) would emit a division.
  private static final long TENTH = 0xCCCC_CCCDL;
  private static final int TENTH_SHIFT = 35;

  /** The length of {@code 2026-03-01T09:30:00.120045000Z}. */
  private static final int TIME_LENGTH = 30;

  private static final int DATE_LENGTH = 10;

  private final byte[] time = new byte[TIME_LENGTH];
  private final byte[] text = new byte[24];
  private int dayInTime = NO_DAY;
  private long secondInTime = Long.MIN_VALUE;

  /** Writes ASCII characters, none of which needs an escape, as a JSON string. */
  void ascii(JsonGenerator json, byte[] text) throws IOException {
    string(json, text, text.length);
  }

  /** Writes a member with an RFC 3339 time in UTC. */
  void time(JsonGenerator json, SerializableString name, Moment moment) throws IOException {
    if (moment.isKnown()) {
      json.writeFieldName(name);
      time(json, moment.nanos());
    }
  }

  /**
   * Writes a member with a number of seconds.
   *
   * @param span null for none: then nothing is written
   */
  void seconds(JsonGenerator json, SerializableString name, Span span) throws IOException {
    if (span != null) {
      json.writeFieldName(name);
      seconds(json, span.nanos());
    }
  }

  /** Writes an RFC 3339 time in UTC, with nanoseconds, as a JSON string. */
  public void time(JsonGenerator json, long epochNanos) throws IOException {
    if (json instanceof TypedGenerator typed) {
      typed.time(epochNanos);
      return;
    }
    fillTime(epochNanos);
    string(json, time, TIME_LENGTH);
  }

  /** The RFC 3339 time in UTC, with nanoseconds. */
  public String time(long epochNanos) {
    fillTime(epochNanos);
    return ascii(time, TIME_LENGTH);
  }

  private void fillTime(long epochNanos) {
    long second = Math.floorDiv(epochNanos, NANOS_PER_SECOND);
    digits(time, 20, (int) (epochNanos - second * NANOS_PER_SECOND), 9);
    if (second != secondInTime) {
      fillSecond(second);
      secondInTime = second;
    }
  }

  private void fillSecond(long second) {
    int day = (int) Math.floorDiv(second, SECONDS_PER_DAY);
    if (day != dayInTime) {
      // 64 bits of nanoseconds reach from the year 1677 to 2262: years have four digits.
      byte[] date = LocalDate.ofEpochDay(day).toString().getBytes(US_ASCII);
      System.arraycopy(date, 0, time, 0, DATE_LENGTH);
      time[DATE_LENGTH] = 'T';
      time[13] = ':';
      time[16] = ':';
      time[19] = '.';
      time[29] = 'Z';
      dayInTime = day;
    }
    int ofDay = (int) (second - day * SECONDS_PER_DAY);
    digits(time, 11, ofDay / 3600, 2);
    digits(time, 14, ofDay / 60 % 60, 2);
    digits(time, 17, ofDay % 60, 2);
  }

  /** Writes nanoseconds as a JSON number of seconds: exact, without exponent or trailing zeros. */
  public void seconds(JsonGenerator json, long nanos) throws IOException {
    if (json instanceof TypedGenerator typed) {
      typed.span(nanos);
    } else {
      json.writeNumber(seconds(nanos));
    }
  }

  /** Nanoseconds as a number of seconds: exact, without exponent or trailing zeros. */
  public String seconds(long nanos) {
    return ascii(text, fillSeconds(nanos));
  }

  /**
   * Nanoseconds as a number of seconds with a fixed number of digits behind the point.
   *
   * @param digits from 1 to 9; further digits are cut off, without rounding
   */
  public String fixedSeconds(long nanos, int digits) {
    int at = 0;
    if (nanos < 0) {
      text[at++] = '-';
    }
    at = decimal(at, Math.abs(nanos / NANOS_PER_SECOND));
    text[at++] = '.';
    digits(text, at, (int) Math.abs(nanos % NANOS_PER_SECOND), 9);
    return ascii(text, at + digits);
  }

  private int fillSeconds(long nanos) {
    int at = 0;
    if (nanos < 0) {
      text[at++] = '-';
    }
    // Divide before taking the magnitude: that of Long.MIN_VALUE does not fit into a long.
    long whole = Math.abs(nanos / NANOS_PER_SECOND);
    int fraction = (int) Math.abs(nanos % NANOS_PER_SECOND);
    at = decimal(at, whole);
    if (fraction != 0) {
      text[at++] = '.';
      digits(text, at, fraction, 9);
      at += 9;
      while (text[at - 1] == '0') {
        at--;
      }
    }
    return at;
  }

  /** Writes an address as a JSON string. */
  public void address(JsonGenerator json, IpAddress address) throws IOException {
    if (address.ipv6()) {
      json.writeString(address.toString());
      return;
    }
    ipv4(json, (int) address.low());
  }

  /** An IPv4 address, its first byte the highest, as a JSON string. */
  void ipv4(JsonGenerator json, int address) throws IOException {
    int at = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      at = decimal(at, address >>> shift & 0xFF);
      text[at++] = '.';
    }
    string(json, text, at - 1);
  }

  /** The six bytes of an Ethernet address as a JSON string, with colons between them. */
  void mac(JsonGenerator json, byte[] bytes, int from) throws IOException {
    int at = 0;
    for (int i = from; i < from + 6; i++) {
      text[at++] = Hex.digit(bytes[i] >> 4);
      text[at++] = Hex.digit(bytes[i]);
      text[at++] = ':';
    }
    string(json, text, at - 1);
  }

  private static void string(JsonGenerator json, byte[] ascii, int length) throws IOException {
    if (json instanceof UTF8JsonGenerator) {
      json.writeRawUTF8String(ascii, 0, length);
    } else {
      json.writeString(ascii(ascii, length));
    }
  }

  private static String ascii(byte[] bytes, int length) {
    return new String(bytes, 0, length, US_ASCII);
  }

  private int decimal(int at, long value) {
    if (value > Integer.MAX_VALUE) {
      int behind = decimal(at, value / NANOS_PER_SECOND);
      digits(text, behind, (int) (value % NANOS_PER_SECOND), 9);
      return behind + 9;
    }
    int length = 1;
    for (long power = 10; power <= value; power *= 10) {
      length++;
    }
    digits(text, at, (int) value, length);
    return at + length;
  }

  /** Stores the last digits of a number that is not negative. */
  private static void digits(byte[] target, int at, int value, int length) {
    int rest = value;
    for (int i = at + length - 1; i >= at; i--) {
      int tenth = (int) ((rest * TENTH) >>> TENTH_SHIFT);
      target[i] = (byte) ('0' + rest - tenth * 10);
      rest = tenth;
    }
  }
}
