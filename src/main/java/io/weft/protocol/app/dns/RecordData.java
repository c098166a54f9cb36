package io.weft.protocol.app.dns;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * Writes a record's data in the notation of master files where its type is known, else in the
 * generic notation of RFC 3597 section 5. The object is reused for every record.
 */
final class RecordData {
  /** Longest text in characters; a longer one is cut. */
  static final int MAX_LENGTH = 4_096;

  private static final DateTimeFormatter SIGNATURE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int MAX_GENERIC = 1_024;

  private final StringBuilder text = new StringBuilder(128);
  private byte[] bytes;
  private int message;
  private boolean isUtf8;
  private int at;
  private int end;

  /** The data ends before all parts that its type asks for, or a part of it cannot be read. */
  private boolean broken;

  private boolean malformed;

  /** Did the last record's data contradict its type? Its text is in the generic notation then. */
  boolean isMalformed() {
    return malformed;
  }

  /** The text for the data of the cursor's record. */
  String text(DnsCursor record) {
    bytes = record.bytes();
    message = record.message();
    isUtf8 = record.isUtf8();
    text.setLength(0);
    at = record.dataAt();
    end = record.dataEnd();
    broken = false;
    malformed = false;
    boolean known = read(record.type());
    if (!known || broken || at != end) {
      malformed = known;
      text.setLength(0);
      at = record.dataAt();
      generic();
    }
    if (text.length() > MAX_LENGTH) {
      // A character of two halves is not torn apart.
      boolean isHalf = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
      text.setLength(isHalf ? MAX_LENGTH - 1 : MAX_LENGTH);
    }
    return text.toString();
  }

  private boolean read(int type) {
    switch (type) {
      case 1 -> address4();
      case 28 -> address6();
      case 2, 3, 4, 5, 7, 8, 9, 12, 39 -> name();
      case 6 -> startOfAuthority();
      case 13 -> strings(2);
      case 14, 17 -> {
        name();
        space();
        name();
      }
      case 15, 18, 21, 36, 107 -> {
        number(2);
        space();
        name();
      }
      case 16, 56, 99, 258, 261 -> strings(Integer.MAX_VALUE);
      case 33 -> {
        numbers(2, 2, 2);
        name();
      }
      case 35 -> {
        numbers(2, 2);
        strings(3);
        space();
        name();
      }
      case 43, 59 -> {
        numbers(2, 1, 1);
        hex();
      }
      case 44 -> {
        numbers(1, 1);
        hex();
      }
      case 46 -> signature();
      case 47 -> {
        name();
        DnsTypeList.append(text, bytes, at, end);
        at = end;
      }
      case 48, 60 -> {
        numbers(2, 1, 1);
        base64();
      }
      case 50 -> hashedDenial();
      case 51 -> {
        numbers(1, 1, 2);
        salt();
      }
      case 52, 53 -> {
        numbers(1, 1, 1);
        hex();
      }
      case 61 -> base64();
      case 64, 65 -> service();
      case 256 -> {
        numbers(2, 2);
        quoted(end - at);
      }
      case 257 -> certificationAuthority();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean has(int n) {
    if (end - at >= n) {
      return true;
    }
    broken = true;
    at = end;
    return false;
  }

  private void space() {
    text.append(' ');
  }

  private void address4() {
    if (has(4)) {
      text.append(Addresses.ipv4(BigEndian.i32(bytes, at)));
      at += 4;
    }
  }

  private void address6() {
    if (has(16)) {
      text.append(Addresses.ipv6(BigEndian.i64(bytes, at), BigEndian.i64(bytes, at + 8)));
      at += 16;
    }
  }

  private void name() {
    int next = DnsName.skip(bytes, at, end);
    if (next < 0 || !DnsName.append(text, bytes, message, at, end, isUtf8)) {
      broken = true;
      at = end;
    } else {
      at = next;
    }
  }

  /** An unsigned number of 1, 2 or 4 bytes. */
  private void number(int length) {
    if (has(length)) {
      text.append(
          length == 1
              ? BigEndian.u8(bytes, at)
              : length == 2 ? BigEndian.u16(bytes, at) : BigEndian.u32(bytes, at));
      at += length;
    }
  }

  /** Numbers of these lengths in bytes, with a blank behind each. */
  private void numbers(int... lengths) {
    for (int length : lengths) {
      number(length);
      space();
    }
  }

  private void startOfAuthority() {
    name();
    space();
    name();
    for (int i = 0; i < 5; i++) {
      space();
      number(4);
    }
  }

  /** Character strings, at most so many, each of which stands behind its length in one byte. */
  private void strings(int most) {
    for (int i = 0; i < most && at < end && text.length() < MAX_LENGTH; i++) {
      int length = bytes[at++] & 0xFF;
      if (i > 0) {
        space();
      }
      quoted(length);
    }
    if (text.length() >= MAX_LENGTH) {
      at = end;
    }
  }

  private void quoted(int length) {
    if (has(length)) {
      text.append('"');
      DnsName.escape(text, bytes, at, at + length, '"', isUtf8);
      at += length;
      text.append('"');
    }
  }

  private void hex() {
    for (; at < end; at++) {
      hexByte();
    }
  }

  private void hexByte() {
    text.append(Character.forDigit(bytes[at] >> 4 & 0xF, 16))
        .append(Character.forDigit(bytes[at] & 0xF, 16));
  }

  private void base64() {
    byte[] data = Arrays.copyOfRange(bytes, at, end);
    text.append(Base64.getEncoder().encodeToString(data));
    at = end;
  }

  private void signature() {
    if (!has(18)) {
      return;
    }
    text.append(DnsNames.type(BigEndian.u16(bytes, at))).append(' ');
    at += 2;
    numbers(1, 1, 4);
    for (int i = 0; i < 2; i++) {
      text.append(SIGNATURE_TIME.format(Instant.ofEpochSecond(BigEndian.u32(bytes, at))))
          .append(' ');
      at += 4;
    }
    numbers(2);
    name();
    space();
    base64();
  }

  private void salt() {
    if (!has(1)) {
      return;
    }
    int length = bytes[at++] & 0xFF;
    if (length == 0) {
      text.append('-');
    } else if (has(length)) {
      for (int stop = at + length; at < stop; at++) {
        hexByte();
      }
    }
  }

  private void hashedDenial() {
    numbers(1, 1, 2);
    salt();
    space();
    if (!has(1)) {
      return;
    }
    int length = bytes[at++] & 0xFF;
    if (has(length)) {
      Base32.append(text, bytes, at, at + length);
      at += length;
      DnsTypeList.append(text, bytes, at, end);
      at = end;
    }
  }

  /** The data of an SVCB or HTTPS record (RFC 9460). */
  private void service() {
    numbers(2);
    name();
    while (at < end && has(4)) {
      int key = BigEndian.u16(bytes, at);
      int length = BigEndian.u16(bytes, at + 2);
      at += 4;
      if (!has(length)) {
        return;
      }
      ServiceParameter.append(text, key, bytes, at, at + length);
      at += length;
    }
  }

  private void certificationAuthority() {
    numbers(1);
    if (!has(1)) {
      return;
    }
    int length = bytes[at++] & 0xFF;
    if (has(length)) {
      for (int stop = at + length; at < stop; at++) {
        DnsName.escape(text, bytes[at], ' ');
      }
      space();
      quoted(end - at);
    }
  }

  private void generic() {
    text.append("\\# ").append(end - at);
    if (at < end) {
      space();
      end = Math.min(end, at + MAX_GENERIC);
      hex();
    }
  }
}
